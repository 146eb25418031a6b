import type { ScaleRow } from './vectors.ts';

/** Pixels of each of the two panels, and of the margin around it. */
const PANEL = { width: 420, height: 280, left: 56, top: 40, bottom: 44, right: 110 };

interface Curve {
  readonly name: string;
  readonly of: (row: ScaleRow) => number;
}

const ASKING: readonly Curve[] = [
  { name: 'question, p50', of: ({ questions }) => questions.parts.total.p50 },
  { name: 'exact scan, p50', of: ({ questions }) => questions.neighbours.exactScanMs.p50 },
  { name: 'neighbours, p50', of: ({ questions }) => questions.neighbours.libraryMs.p50 },
  { name: 'words, p50', of: ({ questions }) => questions.parts.words.p50 },
];
const HOLDING: readonly Curve[] = [
  { name: 'files, MB', of: ({ built }) => built.bytes.all / 1e6 },
  { name: 'memory, MB', of: ({ questions }) => questions.rssMb.opened - questions.rssMb.before },
  { name: 'build, s', of: ({ built }) => built.cpuSeconds },
];

/** How cost grows with the number of vectors, both axes logarithmic; colours follow the reader's scheme. */
export function plotScale(rows: readonly ScaleRow[]): string {
  const panels = [
    panel('Milliseconds of a question', ASKING, rows),
    panel('A library: files, memory, processor time', HOLDING, rows),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PANEL.width * panels.length} ${PANEL.height}" font-family="system-ui, sans-serif" font-size="12">`,
    '<style>text{fill:#333}.grid{stroke:#8883}.curve{fill:none;stroke-width:2}.c0{stroke:#2a6fbb}.c1{stroke:#c0572b}.c2{stroke:#3a8f4f}.c3{stroke:#8a5fb0}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>',
    ...panels.map((drawn, at) => `<g transform="translate(${at * PANEL.width} 0)">${drawn}</g>`),
    '</svg>\n',
  ].join('\n');
}

function panel(heading: string, curves: readonly Curve[], rows: readonly ScaleRow[]): string {
  const sizes = rows.map(({ built }) => built.counts.vectors);
  const across = axis(sizes, PANEL.left, PANEL.width - PANEL.right);
  const numbers = curves.flatMap(({ of }) => rows.map(of));
  const up = axis(numbers, PANEL.height - PANEL.bottom, PANEL.top);
  return [
    `<text x="${PANEL.left}" y="20" font-weight="600">${heading}</text>`,
    ...up.ticks.map((tick) => {
      const y = up.at(tick).toFixed(1);
      const line = `<line class="grid" x1="${PANEL.left}" x2="${PANEL.width - PANEL.right}" y1="${y}" y2="${y}"/>`;
      return `${line}<text x="${PANEL.left - 6}" y="${Number(y) + 4}" text-anchor="end">${short(tick)}</text>`;
    }),
    ...across.ticks.map(
      (tick) =>
        `<text x="${across.at(tick).toFixed(1)}" y="${PANEL.height - PANEL.bottom + 16}" text-anchor="middle">${short(tick)}</text>`,
    ),
    `<text x="${(PANEL.left + PANEL.width - PANEL.right) / 2}" y="${PANEL.height - 6}" text-anchor="middle">vectors</text>`,
    ...curves.map(({ of }, number) => {
      const points = rows.map(
        (row) => `${across.at(row.built.counts.vectors).toFixed(1)},${up.at(of(row)).toFixed(1)}`,
      );
      return `<polyline class="curve c${number}" points="${points.join(' ')}"/>`;
    }),
    ...names(curves, ({ of }) => up.at(Math.max(...rows.slice(-1).map(of)))),
  ].join('\n');
}

/** Pixels that a line of text takes. */
const LINE = 14;

/** Each where its curve ends, or below the name above it. */
function names(curves: readonly Curve[], endOf: (curve: Curve) => number): string[] {
  let least = 0;
  return curves
    .map((curve) => ({ name: curve.name, end: endOf(curve) }))
    .sort((a, b) => a.end - b.end)
    .map(({ name, end }) => {
      const y = Math.max(end, least);
      least = y + LINE;
      return `<text x="${PANEL.width - PANEL.right + 6}" y="${(y + 4).toFixed(1)}">${name}</text>`;
    });
}

/** How each cost grows from one row to the last: 1 stands for in step with the vectors, 0 for not at all. */
export function renderGrowth(first: ScaleRow, last: ScaleRow): string {
  const times = last.built.counts.vectors / first.built.counts.vectors;
  const grown = [...HOLDING, ...ASKING].map(({ name, of }) => {
    const exponent = Math.log(of(last) / of(first)) / Math.log(times);
    return `${name.split(',')[0]} ${exponent.toFixed(2)}`;
  });
  const sizes = [first, last].map(({ built }) => built.counts.vectors).join(' to ');
  return `From ${sizes} vectors cost grows with this power of their number: ${grown.join(', ')}.\n`;
}

/** A logarithmic axis between two pixels, with a tick at each power of ten; it ends with the largest number. */
function axis(numbers: readonly number[], from: number, to: number) {
  const logs = numbers.map((number) => Math.log10(Math.max(number, LEAST)));
  const least = Math.floor(Math.min(...logs));
  const most = Math.max(least + 1, ...logs);
  const at = (number: number) =>
    from + ((Math.log10(Math.max(number, LEAST)) - least) / (most - least)) * (to - from);
  const ticks = Array.from({ length: Math.floor(most) - least + 1 }, (_, place) => least + place);
  return { at, ticks: ticks.map((power) => 10 ** power) };
}

/** What is less costs next to nothing, and has no logarithm. */
const LEAST = 0.01;

function short(number: number): string {
  if (number >= 1e6) return `${number / 1e6}M`;
  return number >= 1e3 ? `${number / 1e3}k` : String(Number(number.toPrecision(1)));
}
