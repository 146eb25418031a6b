import { type CallbackQueryContext, Composer, type Filter } from 'grammy';
import type { BotContext } from '../context.ts';
import type { MaintainerWords } from './languages/words.ts';
import { answer, change, commandRest, personOf, wordsOf } from './maintainer.ts';
import type { MaintainingParts } from './parts.ts';
import type { Said } from './telling.ts';
import type { BuildFacts } from './workshop.ts';
import type { Works } from './works.ts';

export interface BuildsParts extends MaintainingParts {
  readonly works: Works;
}

type Press = CallbackQueryContext<BotContext>;

/** /reindex builds, /rollback goes back; and what a maintainer decides when the gate has refused a build. */
export function builds(parts: BuildsParts): Composer<BotContext> {
  const { works, tasks } = parts;
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (commandRest(ctx, 'reindex') !== undefined) {
      return works.give({
        ...personOf(ctx),
        statusId: undefined,
        task: { kind: 'reindex', force: false },
      });
    }
    return commandRest(ctx, 'rollback') === undefined ? next() : offer(ctx, parts);
  });
  composer.callbackQuery('job:force', async (ctx) => {
    await ctx.answerCallbackQuery();
    works.give({ ...personOf(ctx), statusId: undefined, task: { kind: 'reindex', force: true } });
  });
  composer.callbackQuery(/^job:(insist|undo):(\d{1,12})$/, async (ctx) => {
    const refused = Number(ctx.match[2]);
    if (!tasks.decide(refused)) {
      return void (await ctx.answerCallbackQuery({ text: wordsOf(ctx).decidedAlready }));
    }
    await ctx.answerCallbackQuery();
    const isUndone = ctx.match[1] === 'undo';
    const task = isUndone
      ? ({ kind: 'undo', task: refused } as const)
      : ({ kind: 'insist' } as const);
    return works.give({ ...personOf(ctx), statusId: undefined, task });
  });
  composer.callbackQuery(/^lib:ask:([\w-]{1,40})$/, (ctx) => ask(ctx, parts));
  composer.callbackQuery(/^lib:yes:([\w-]{1,40})$/, async (ctx) => {
    await ctx.answerCallbackQuery();
    const statusId = ctx.callbackQuery.message?.message_id;
    const task = { kind: 'roll-back', build: ctx.match[1] ?? '' } as const;
    works.give({ ...personOf(ctx), statusId, task });
  });
  return composer;
}

async function offer(ctx: Filter<BotContext, 'message'>, parts: BuildsParts): Promise<void> {
  const { audit, workshop } = parts;
  await audit.write({ who: personOf(ctx).personId, action: 'list builds', outcome: 'done' });
  await answer(ctx, buildList(await workshop.builds(), wordsOf(ctx)));
}

/** Builds with a button for each that can be gone back to. */
function buildList(all: readonly BuildFacts[], words: MaintainerWords): Said {
  const readable = all.filter(({ state }) => state !== 'unreadable');
  const earlier = readable.filter(({ state }) => state === 'kept');
  const lines = readable.map((build) => {
    const { state, documents = 0, passages = 0 } = build;
    const suffix = { 'in use': words.inUse, refused: words.buildRefused }[String(state)];
    const line = words.build(timeOf(build, words), documents, passages);
    return `• ${suffix === undefined ? line : `${line} (${suffix})`}`;
  });
  return {
    text: [words.builds, ...lines, ...(earlier.length === 0 ? [words.noEarlierBuild] : [])].join(
      '\n',
    ),
    buttons: earlier.map((build) => [[timeOf(build, words), `lib:ask:${build.id}`] as const]),
  };
}

/** In UTC, to the second: what the builds' names say too. */
export function timeOf(
  { id, builtAtMs }: Pick<BuildFacts, 'id' | 'builtAtMs'>,
  { code }: Pick<MaintainerWords, 'code'>,
): string {
  if (builtAtMs === undefined) return id;
  const style = { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(code, style).format(builtAtMs)} UTC`;
}

async function ask(ctx: Press, { workshop }: BuildsParts): Promise<void> {
  await ctx.answerCallbackQuery();
  const words = wordsOf(ctx);
  const build = (await workshop.builds()).find(({ id }) => id === ctx.match[1]);
  if (build?.state !== 'kept') return change(ctx, buildList(await workshop.builds(), words));
  await change(ctx, {
    text: words.askRollBack(timeOf(build, words)),
    buttons: [
      [
        [words.rollBackButton, `lib:yes:${build.id}`],
        [words.keepButton, 'doc:no'],
      ],
    ],
  });
}
