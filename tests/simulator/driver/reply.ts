import type { TelegramMessage, TelegramMessageEntity } from '@gramio/types';
import { buttonsOf } from '../world/buttons.ts';

/** A message of the bot, as a person reads it. */
export interface Reply {
  readonly message: TelegramMessage;
  readonly text: string;
  readonly entities: readonly TelegramMessageEntity[];
  /** The pieces of the text that carry an entity of this type, such as `expandable_blockquote`. */
  marked(type: TelegramMessageEntity['type']): readonly string[];
  /** The labels of its buttons, by row. */
  readonly buttons: readonly (readonly string[])[];
}

/** Wraps a message for reading. */
export function readReply(message: TelegramMessage): Reply {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  return {
    message,
    text,
    entities,
    marked: (type) =>
      entities
        .filter((entity) => entity.type === type)
        .map(({ offset, length }) => text.slice(offset, offset + length)),
    buttons: buttonsOf(message).map((row) => row.map((button) => button.text)),
  };
}

/** The message itself, whether it was wrapped or not. */
export function messageOf(target: Reply | TelegramMessage): TelegramMessage {
  return 'message' in target ? target.message : target;
}
