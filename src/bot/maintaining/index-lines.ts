import { z } from 'zod';
import type { BuildFacts, BuildOutcome, Progress } from './workshop.ts';

/** What the maintainers' commands print with --json: one object a line. */

const progress = z.object({
  kind: z.literal('progress'),
  phase: z.enum(['read', 'embed', 'graph', 'words', 'check', 'publish']),
  done: z.number(),
  total: z.number().optional(),
  perSecond: z.number().optional(),
  secondsLeft: z.number().optional(),
});

const count = z.number().default(0);

const report = z.object({
  kind: z.literal('report'),
  outcome: z.enum(['unchanged', 'published', 'refused']),
  files: z.array(z.object({ id: z.string(), skipped: z.string().optional() })).default([]),
  counts: z.object({
    new: count,
    changed: count,
    moved: count,
    removed: count,
    unchanged: count,
    skipped: count,
  }),
  documents: count,
  passages: count,
  embeddings: z.object({ embedded: count, reused: count }).default({ embedded: 0, reused: 0 }),
  seconds: count,
  gate: z
    .object({ complaints: z.array(z.object({ says: z.string(), yesHelps: z.boolean() })) })
    .optional(),
});

const failed = z.object({ kind: z.literal('failed'), error: z.string(), says: z.string() });

const builds = z.object({
  kind: z.literal('builds'),
  builds: z.array(
    z.object({
      id: z.string(),
      builtAt: z.string().optional(),
      documents: z.number().optional(),
      passages: z.number().optional(),
      state: z.enum(['in use', 'kept', 'refused', 'unreadable']),
    }),
  ),
});

const rolledBack = z.object({ kind: z.literal('rolled-back'), from: z.string(), to: z.string() });

/** A line of the commands' output. */
export type IndexLine = z.output<typeof line>;
const line = z.discriminatedUnion('kind', [progress, report, failed, builds, rolledBack]);

/** Undefined for anything else, such as a warning of the runtime. */
export function readIndexLine(text: string): IndexLine | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function progressOf({ phase, done, ...rest }: z.output<typeof progress>): Progress {
  const { total, perSecond, secondsLeft } = rest;
  return { phase, done, total, perSecond, secondsLeft };
}

/** What a build came to, from the last line that it printed. */
export function outcomeOf(last: IndexLine | undefined): BuildOutcome | undefined {
  if (last?.kind === 'failed') return last;
  if (last?.kind !== 'report') return undefined;
  const { outcome, files, embeddings, gate, ...rest } = last;
  return {
    ...rest,
    ...embeddings,
    kind: outcome,
    skipped: files.flatMap(({ id, skipped }) =>
      skipped === undefined ? [] : [{ id, reason: skipped }],
    ),
    complaints: gate?.complaints ?? [],
  };
}

export function buildFactsOf({ builds: all }: z.output<typeof builds>): BuildFacts[] {
  return all.map(({ id, builtAt, documents, passages, state }) => ({
    id,
    builtAtMs: builtAt === undefined ? undefined : Date.parse(builtAt),
    documents,
    passages,
    state,
  }));
}
