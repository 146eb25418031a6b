import { type CallbackQueryContext, Composer, type Filter } from 'grammy';
import type { BotContext } from '../context.ts';
import {
  deleteQuestion,
  documentCard,
  documentsNamed,
  keyOf,
  listPage,
  pageOf,
} from './document-list.ts';
import { answer, change, commandRest, personOf, wordsOf } from './maintainer.ts';
import type { MaintainingParts } from './parts.ts';
import type { DocumentState } from './workshop.ts';
import type { Works } from './works.ts';

export interface DocumentsParts extends MaintainingParts {
  readonly works: Works;
}

type Press = CallbackQueryContext<BotContext>;

/** Documents that a question names when several are meant. */
const MOST_MEANT = 8;

/** /docs lists documents, /delete removes one; both only ask and show until a button is pressed. Comes behind a check of who asks. */
export function documents(parts: DocumentsParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (commandRest(ctx, 'docs') !== undefined) return list(ctx, parts);
    const meant = commandRest(ctx, 'delete');
    return meant === undefined ? next() : askWhich(ctx, meant, parts);
  });
  composer.use(buttons(parts));
  return composer;
}

function buttons(parts: DocumentsParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.callbackQuery(/^doc:list:(\d{1,6})$/, async (ctx) => {
    await ctx.answerCallbackQuery();
    const page = Number(ctx.match[1]);
    await change(ctx, listPage(await parts.workshop.documents(), page, shownTo(ctx, parts)));
  });
  composer.callbackQuery(/^doc:show:([\w-]{12})$/, (ctx) =>
    withDocument(ctx, parts, (document, position) =>
      change(ctx, documentCard(document, pageOf(position), wordsOf(ctx))),
    ),
  );
  composer.callbackQuery(/^doc:ask:([\w-]{12})$/, (ctx) =>
    withDocument(ctx, parts, (document) => change(ctx, deleteQuestion(document, wordsOf(ctx)))),
  );
  composer.callbackQuery(/^doc:yes:([\w-]{12})$/, (ctx) =>
    withDocument(ctx, parts, async ({ id }) => {
      const statusId = ctx.callbackQuery.message?.message_id;
      const task = { kind: 'delete', document: id } as const;
      parts.works.give({ ...personOf(ctx), statusId, task });
    }),
  );
  composer.callbackQuery('doc:no', async (ctx) => {
    await ctx.answerCallbackQuery();
    await change(ctx, { text: wordsOf(ctx).kept });
  });
  return composer;
}

function shownTo(ctx: BotContext, { workshop }: MaintainingParts) {
  return { words: wordsOf(ctx), endings: workshop.endings };
}

async function list(ctx: Filter<BotContext, 'message'>, parts: DocumentsParts): Promise<void> {
  const { workshop, audit } = parts;
  await audit.write({ who: personOf(ctx).personId, action: 'list documents', outcome: 'done' });
  await answer(ctx, listPage(await workshop.documents(), 1, shownTo(ctx, parts)));
}

async function askWhich(
  ctx: Filter<BotContext, 'message'>,
  meant: string,
  parts: DocumentsParts,
): Promise<void> {
  if (meant === '') return list(ctx, parts);
  const words = wordsOf(ctx);
  const there = (await parts.workshop.documents()).filter(({ path }) => path !== undefined);
  const [only, ...more] = documentsNamed(there, meant);
  if (!only) return answer(ctx, { text: words.noSuchDocument });
  if (more.length === 0) return answer(ctx, deleteQuestion(only, words));
  const buttons = [only, ...more]
    .slice(0, MOST_MEANT)
    .map((document) => [[document.id, `doc:ask:${keyOf(document)}`] as const]);
  await answer(ctx, { text: words.whichDocument, buttons });
}

/** A button may be of another time: its document may be gone. */
async function withDocument(
  ctx: Press,
  { workshop }: MaintainingParts,
  act: (document: DocumentState, position: number) => Promise<void>,
): Promise<void> {
  const all = await workshop.documents();
  const position = all.findIndex((document) => keyOf(document) === ctx.match[1]);
  const document = all[position];
  await ctx.answerCallbackQuery(document ? {} : { text: wordsOf(ctx).noSuchDocument });
  if (document) await act(document, position);
}
