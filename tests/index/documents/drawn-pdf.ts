/** A text on a page of 595 by 842 points: where it begins, y going up, and its angle in degrees against the clock. */
interface TextOnPage {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly angle?: number;
}

export interface PageToDraw {
  /** By how much a viewer turns it clockwise, in degrees. */
  readonly rotate?: number;
  readonly texts: readonly TextOnPage[];
}

/** A PDF of pages with ASCII text in Times, 12 points; no cross-reference table is needed to read it but it has one. */
export function drawnPdf(pages: readonly PageToDraw[]): Uint8Array {
  const kids = pages.map((_, page) => `${4 + 2 * page} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>',
    ...pages.flatMap(({ rotate = 0, texts }, page) => {
      const drawing = texts.map(drawingOf).join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${rotate} /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + 2 * page} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ];
    }),
  ];
  return fileOf(objects);
}

function drawingOf({ text, x, y, angle = 0 }: TextOnPage): string {
  const [cos, sin] = [Math.cos, Math.sin].map((of) => of((angle * Math.PI) / 180).toFixed(5));
  const escaped = text.replaceAll(/[\\()]/g, '\\$&');
  return `BT /F 12 Tf ${cos} ${sin} ${-Number(sin)} ${cos} ${x} ${y} Tm (${escaped}) Tj ET`;
}

function fileOf(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, position) => {
    const offset = file.length;
    file += `${position + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, 'latin1');
}
