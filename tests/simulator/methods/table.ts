import { botMethods } from './bot.ts';
import { chatMethods } from './chats.ts';
import { editMethods } from './edits.ts';
import { fileMethods } from './files.ts';
import { queryMethods } from './queries.ts';
import { reactionMethods } from './reactions.ts';
import { sendMethods } from './send.ts';
import { updateMethods } from './updates.ts';

/** Everything the simulator models; other methods of the Bot API are refused loudly. */
export const METHODS = {
  ...botMethods,
  ...updateMethods,
  ...sendMethods,
  ...queryMethods,
  ...editMethods,
  ...reactionMethods,
  ...chatMethods,
  ...fileMethods,
};
