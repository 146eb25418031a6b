import type { EvalReport } from './run.ts';

/** Pixels of each of the two panels, and of the margin around it. */
const PANEL = { width: 420, height: 260, left: 52, top: 40, bottom: 44, right: 16 };

/**
 * The report as an SVG picture: risk against coverage, and found first / in 5 per language where the set tells them.
 * Colours follow the reader's light or dark scheme; nothing is loaded from elsewhere.
 */
export function plotReport(report: EvalReport): string {
  const languages = Object.keys(report.byLanguage);
  const panels = [riskPanel(report), ...(languages.length > 0 ? [languagePanel(report)] : [])];
  const width = PANEL.width * panels.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${PANEL.height}" font-family="system-ui, sans-serif" font-size="12">`,
    '<style>text{fill:#333}.axis{stroke:#888}.grid{stroke:#8883}.first{fill:#2a6fbb}.in5{fill:#9cc3ea}.curve{fill:none;stroke:#2a6fbb;stroke-width:2}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>',
    ...panels.map(
      (panel, position) => `<g transform="translate(${position * PANEL.width} 0)">${panel}</g>`,
    ),
    '</svg>\n',
  ].join('\n');
}

function riskPanel({ riskCoverage }: EvalReport): string {
  const highest = Math.max(0.05, ...riskCoverage.map(({ risk }) => risk));
  const points = riskCoverage
    .map(({ coverage, risk }) => `${x(coverage).toFixed(1)},${y(risk / highest).toFixed(1)}`)
    .join(' ');
  return [
    heading('Risk: first excerpt wrong, of the questions answered'),
    ...grid((share) => `${(share * highest * 100).toFixed(0)} %`),
    `<polyline class="curve" points="${points}"/>`,
    ...[0.2, 0.4, 0.6, 0.8, 1].map((share) => caption(x(share), `${share * 100} %`)),
    `<text x="${x(0.5)}" y="${PANEL.height - 6}" text-anchor="middle">questions answered</text>`,
  ].join('\n');
}

function languagePanel({ byLanguage }: EvalReport): string {
  const languages = Object.entries(byLanguage);
  const slot = (x(1) - x(0)) / languages.length;
  const bars = languages.flatMap(([language, { first, in5 }], position) => {
    const left = x(0) + position * slot + slot * 0.15;
    return [
      bar('in5', left, slot * 0.7, in5),
      bar('first', left, slot * 0.7, first),
      caption(left + slot * 0.35, language),
    ];
  });
  return [
    heading('Found first (dark), in 5 (light), by language asked in'),
    ...grid((share) => `${share * 100} %`),
    ...bars,
  ].join('\n');
}

function bar(name: string, left: number, width: number, share: number): string {
  const height = y(0) - y(share);
  return `<rect class="${name}" x="${left.toFixed(1)}" y="${y(share).toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"/>`;
}

function heading(text: string): string {
  return `<text x="${PANEL.left}" y="20" font-weight="600">${text}</text>`;
}

function caption(left: number, text: string): string {
  return `<text x="${left.toFixed(1)}" y="${y(0) + 16}" text-anchor="middle">${text}</text>`;
}

function grid(label: (share: number) => string): string[] {
  return [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const height = y(share).toFixed(1);
    const line = `<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${height}" y2="${height}"/>`;
    return `${line}<text x="${x(0) - 6}" y="${Number(height) + 4}" text-anchor="end">${label(share)}</text>`;
  });
}

/** Pixels from the left for a share 0..1 of the panel. */
function x(share: number): number {
  return PANEL.left + share * (PANEL.width - PANEL.left - PANEL.right);
}

/** Pixels from the top for a share 0..1 of the panel, upwards. */
function y(share: number): number {
  const height = PANEL.height - PANEL.top - PANEL.bottom;
  return PANEL.top + (1 - share) * height;
}
