import { botMethods } from './bot.ts';
import { queryMethods } from './queries.ts';
import { sendMethods } from './send.ts';
import { updateMethods } from './updates.ts';

/** Everything the simulator models; other methods of the Bot API are refused loudly. */
export const METHODS = {
  ...botMethods,
  ...updateMethods,
  ...sendMethods,
  ...queryMethods,
};
