import { Composer, type Filter, InputFile } from 'grammy';
import type { BotContext } from '../context.ts';
import { label } from '../label.ts';
import type { VoteBook } from '../votes/vote-book.ts';
import { timeOf } from './builds.ts';
import { type Group, groupByMeaning } from './grouping.ts';
import { answer, commandRest, personOf, wordsOf } from './maintainer.ts';
import type { MaintainingParts } from './parts.ts';
import type { TallyBook } from './tally.ts';
import type { Unanswered, UnansweredBook } from './unanswered.ts';
import type { Workshop } from './workshop.ts';

export interface InsightParts extends MaintainingParts {
  readonly tally: TallyBook;
  readonly unanswered: UnansweredBook;
  readonly votes: Pick<VoteBook, 'counted'>;
  /** How long questions are kept; 0: not at all. */
  readonly keepDays: number;
}

type Asking = Filter<BotContext, 'message'>;

/** /stats tells how the library and the bot are doing, /gaps what people asked in vain. */
export function insight(parts: InsightParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (commandRest(ctx, 'stats') !== undefined) return tellStats(ctx, parts);
    return commandRest(ctx, 'gaps') === undefined ? next() : tellGaps(ctx, parts);
  });
  return composer;
}

/** Days that /stats counts. */
const STATS_DAYS = 7;

async function tellStats(ctx: Asking, parts: InsightParts): Promise<void> {
  const { workshop, tally, votes, audit } = parts;
  await audit.write({ who: personOf(ctx).personId, action: 'read statistics', outcome: 'done' });
  const { builtAtMs, id, documents, passages } = workshop.library();
  const states = await workshop.documents();
  const words = wordsOf(ctx);
  const lines = words.stats({
    ...(await tally.sum(STATS_DAYS)),
    votes: await votes.counted(STATS_DAYS),
    days: STATS_DAYS,
    documents,
    passages,
    builtAt: timeOf({ id, builtAtMs }, words),
    ageHours: Math.floor((Date.now() - builtAtMs) / 3_600_000),
    changedFiles: states.filter(({ change }) => change !== 'unchanged').length,
    skippedFiles: states.filter(({ skipped }) => skipped !== undefined).length,
  });
  await answer(ctx, { text: lines.join('\n') });
}

/** What the message shows of it; the file has all. */
const GROUPS = 10;
const QUESTION_CHARS = 120;

async function tellGaps(ctx: Asking, parts: InsightParts): Promise<void> {
  const { workshop, unanswered, audit, keepDays } = parts;
  await audit.write({ who: personOf(ctx).personId, action: 'read gaps', outcome: 'done' });
  const words = wordsOf(ctx);
  if (keepDays === 0) return answer(ctx, { text: words.gapsOff });
  const questions = await unanswered.all(workshop.model);
  if (questions.length === 0) return answer(ctx, { text: words.noGaps(keepDays) });
  const groups = await groupByMeaning(await withVectors(questions, unanswered, workshop));
  const lines = groups.slice(0, GROUPS).map(lineOf);
  await answer(ctx, {
    text: [words.gaps(groups.length, questions.length, keepDays), ...lines].join('\n'),
  });
  const file = new InputFile(Buffer.from(fileOf(groups)), 'gaps.txt');
  await ctx.replyWithDocument(file, { caption: words.gapsFile });
}

async function withVectors(
  questions: readonly Unanswered[],
  book: UnansweredBook,
  workshop: Pick<Workshop, 'vectorOf' | 'model'>,
) {
  const all = [];
  for (const asked of questions) {
    const vector = asked.vector ?? (await workshop.vectorOf(asked.question));
    if (!asked.vector) await book.keepVector(asked.id, workshop.model, vector);
    all.push({ asked, vector });
  }
  return all;
}

function lineOf({ members }: Group<Unanswered>): string {
  const [first] = members;
  return `${members.length} × ${label(first?.question ?? '', QUESTION_CHARS)}`;
}

/** Each group with its questions below it: plain text that any program opens. */
function fileOf(groups: readonly Group<Unanswered>[]): string {
  return groups
    .map(({ members }) =>
      [
        `${members.length} x ${oneLine(members[0]?.question ?? '')}`,
        ...members.map(
          ({ askedMs, why, question }) =>
            `    ${new Date(askedMs).toISOString().slice(0, 16)}Z  ${why.padEnd(10)}  ${oneLine(question)}`,
        ),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}
