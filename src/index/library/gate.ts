import { BUILD_FILES } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import type { OpenBuild } from './open-build.ts';
import { type PassageSums, falsePassages } from './passage-sums.ts';

/** Why a build isn't put in use. */
export interface Complaint {
  /** `emptied`: there are no documents any more where there were some. */
  readonly check: 'emptied' | 'counts' | 'slices' | 'graph' | 'golden';
  /** A sentence for maintainers. */
  readonly says: string;
  /** Whether it is put in use when a maintainer insists (`--yes`). */
  readonly yesHelps: boolean;
}

/** What the maintainers' own questions say of a library. */
export interface GoldenOutcome {
  readonly asked: number;
  /** A sentence for each question whose text isn't among the first excerpts. */
  readonly missing: readonly string[];
}

/** What the gate said of a build; kept beside its manifest. */
export interface Verdict {
  readonly outcome: 'passed' | 'insisted' | 'refused';
  readonly complaints: readonly Complaint[];
  readonly goldenAsked: number;
}

/** The file in a build's folder that holds its {@link Verdict}. */
export const VERDICT_FILE = 'verdict.json';

export interface GateRequest {
  readonly build: OpenBuild;
  readonly manifest: Manifest;
  /** Of the library in use, whatever model it was built with; undefined where there is none. */
  readonly previous: Manifest | undefined;
  readonly passageSums: PassageSums;
  readonly golden: () => Promise<GoldenOutcome>;
  /** A maintainer insists: see {@link Complaint.yesHelps}. */
  readonly yes: boolean;
}

/** Checks a build before it is put in use. */
export async function judge(request: GateRequest): Promise<Verdict> {
  const { manifest, previous } = request;
  const golden = await request.golden();
  const complaints = [
    ...(previous === undefined ? [] : countComplaints(manifest, previous)),
    ...(await sliceComplaints(request)),
    ...graphComplaints(manifest),
    ...golden.missing.map((says): Complaint => ({ check: 'golden', says, yesHelps: false })),
  ];
  const stands = complaints.every(({ yesHelps }) => yesHelps && request.yes);
  const outcome = complaints.length === 0 ? 'passed' : stands ? 'insisted' : 'refused';
  return { outcome, complaints, goldenAsked: golden.asked };
}

/** More than this share of what there was may not go without a word: a folder that wasn't mounted, say. */
const MOST_LOST = 0.1;

const COUNTED = { documents: 'documents', passages: 'passages', chars: 'characters' } as const;

function countComplaints(manifest: Manifest, previous: Manifest): Complaint[] {
  return (['documents', 'passages', 'chars'] as const).flatMap((what): Complaint[] => {
    const [before, now] = [previous.counts[what], manifest.counts[what]];
    // Other settings or another model make other passages of the same texts.
    if (what === 'passages' && !isSameShape(manifest, previous)) return [];
    if (now >= before * (1 - MOST_LOST)) return [];
    const lost = Math.round(100 * (1 - now / before));
    const says = `${COUNTED[what]} fell from ${before} to ${now} (by ${lost} %).`;
    return [{ check: 'counts', says: says[0]?.toUpperCase() + says.slice(1), yesHelps: true }];
  });
}

function isSameShape(one: Manifest, other: Manifest): boolean {
  const shapeOf = ({ model, settings }: Manifest) => JSON.stringify([model.sha256, settings]);
  return shapeOf(one) === shapeOf(other);
}

/** Documents that a complaint names. */
const NAMED = 3;

async function sliceComplaints({ build, passageSums }: GateRequest): Promise<Complaint[]> {
  const ids = await falsePassages(build, passageSums);
  if (ids.length === 0) return [];
  const named = ids.slice(0, NAMED).map((id) => JSON.stringify(id));
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  const says = `Passages of ${named.join(', ')}${more} aren't exact slices of what was read.`;
  return [{ check: 'slices', says, yesHelps: false }];
}

/** Half of what is lost at 0.95 is compared exactly anyway, since sentences of one passage speak for each other. */
const LEAST_RECALL = 0.95;

/** Unreachable vectors are compared one by one at each question: a few, or this share. */
const FEW = 10;
const MOST_UNREACHABLE = 0.01;

function graphComplaints({ graph, counts }: Manifest): Complaint[] {
  const complaints: Complaint[] = [];
  const alone = graph.unreachable.length;
  const add = (says: string) => complaints.push({ check: 'graph', says, yesHelps: false });
  if (graph.recallAt10 < LEAST_RECALL) {
    add(
      `The graph (${BUILD_FILES.graph}) finds ${graph.recallAt10.toFixed(3)} of the nearest vectors, less than ${LEAST_RECALL}.`,
    );
  }
  if (alone > Math.max(FEW, counts.vectors * MOST_UNREACHABLE)) {
    add(`The graph (${BUILD_FILES.graph}) doesn't lead to ${alone} of ${counts.vectors} vectors.`);
  }
  return complaints;
}
