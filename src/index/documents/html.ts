import { startText } from './canonical-text.ts';
import { decodeMarkup } from './markup-encoding.ts';
import { withPageTitle } from './page-title.ts';
import type { DocumentReader } from './reading.ts';

/** Web pages: what their main part shows. What they would fetch isn't fetched, what they would run isn't run. */
export const htmlReader: DocumentReader = {
  endings: ['.html', '.htm', '.xhtml'],
  read: async (bytes) => {
    const html = decodeMarkup(bytes);
    if (typeof html !== 'string') return html;
    const [{ elementsOf, parseHtml, textOf }, { appendBlocks }, { mainContent }] =
      await Promise.all([import('./dom.ts'), import('./blocks.ts'), import('./main-content.ts')]);
    const page = parseHtml(html);
    const { root, isLeftOut } = mainContent(page);
    const text = startText();
    appendBlocks(text, root, { isLeftOut });
    const [title] = elementsOf(page, 'title');
    return withPageTitle(text.finish(undefined), title && textOf(title));
  },
};
