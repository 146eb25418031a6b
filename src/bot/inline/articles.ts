import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineQueryResultArticle } from 'grammy/types';
import type { Excerpt } from '../../retrieval/answer.ts';
import { label, wellFormed } from '../label.ts';
import { type Citing, headingOf, MAX_MESSAGE_CHARS, renderExcerpt } from '../rendering.ts';
import type { FramedQuestion } from './framed.ts';

/** Below the title, before the client cuts it: UTF-16 units. */
const DESCRIPTION_CHARS = 200;

/** Between the person's own words and the quotation. */
const BREAK = '\n\n';

/** A passage to choose: where it stands, its best sentence, and what choosing it puts into the chat. */
export function articleOf(
  excerpt: Excerpt,
  frame: Omit<FramedQuestion, 'question'>,
  citing: Citing,
): InlineQueryResultArticle {
  const { text, entities } = framed(excerpt, frame, citing);
  return {
    type: 'article',
    id: excerpt.id,
    title: headingOf(excerpt),
    description: label(bestSentence(excerpt), DESCRIPTION_CHARS),
    input_message_content: {
      message_text: text,
      entities,
      link_preview_options: { is_disabled: true },
    },
  };
}

/** The person's own words stay as they are, `@names` too: they are sent by the person. */
function framed(
  excerpt: Excerpt,
  { before, after }: Omit<FramedQuestion, 'question'>,
  citing: Citing,
): FormattedString {
  const [above, below] = [wellFormed(before), wellFormed(after)];
  const room = MAX_MESSAGE_CHARS - above.length - below.length - 2 * BREAK.length;
  const quotation = renderExcerpt(excerpt, citing, room);
  const parts = [new FormattedString(above), quotation, new FormattedString(below)];
  return FormattedString.join(
    parts.filter(({ text }) => text !== ''),
    BREAK,
  );
}

function bestSentence({ text, start, best }: Excerpt): string {
  const sentence = wellFormed(text.slice(best.start - start, best.end - start));
  return sentence.trim() === '' ? wellFormed(text) : sentence;
}
