/** Which reader a text needs: its content decides, its extension breaks ties. */
import { parse } from 'csv-parse/sync';
import { csvOptions } from './csv.ts';
import type { Layout } from './layout.ts';

export type Format =
  | { readonly format: 'json' | 'jsonl' | 'text' }
  | { readonly format: 'csv'; readonly layout: Layout };

const delimiters = [',', ';', '\t', '|'] as const;
const linesTried = 30;

const isDocument = (line: string): boolean => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
};

/** Share of rows with as many cells as the first, when there are two or more; 0 otherwise. */
function regularity(text: string, layout: Layout): { cells: number; share: number } {
  try {
    const rows = parse(text, { ...csvOptions, ...layout });
    const cells = rows[0]?.length ?? 0;
    if (cells < 2 || rows.length < 2) return { cells, share: 0 };
    return { cells, share: rows.filter((row) => row.length === cells).length / rows.length };
  } catch {
    return { cells: 0, share: 0 };
  }
}

function layoutOf(lines: readonly string[]): Layout | undefined {
  const text = lines.join('\n');
  const tried = delimiters.flatMap((delimiter) =>
    ([`"`, null] as const).map((quote) => ({
      layout: { delimiter, quote },
      ...regularity(text, { delimiter, quote }),
    })),
  );
  const fit = tried
    .filter(({ share }) => share >= 0.8)
    .sort((one, two) => two.share - one.share || two.cells - one.cells);
  return fit[0]?.layout;
}

/** `head` is the first text; `whole` says that nothing follows it, so its last line is complete. */
export function formatOf(head: string, whole: boolean, extension: string): Format {
  const start = head.trimStart();
  const lines = start.split(/\r\n|\n|\r/).filter((line) => line !== '');
  const complete = (whole || lines.length === 1 ? lines : lines.slice(0, -1)).slice(0, linesTried);
  const first = complete[0] ?? '';
  if (
    start.startsWith('{') &&
    (complete.length > 1 || extension === 'jsonl' || extension === 'ndjson') &&
    isDocument(first)
  )
    return { format: 'jsonl' };
  if (start.startsWith('{') || (start.startsWith('[') && extension !== 'csv' && extension !== 'log'))
    return { format: 'json' };
  if (start.startsWith('<')) return { format: 'text' };
  const layout = layoutOf(complete);
  if (layout !== undefined) return { format: 'csv', layout };
  const named = extension === 'csv' ? ',' : extension === 'tsv' ? '\t' : undefined;
  return named === undefined ? { format: 'text' } : { format: 'csv', layout: { delimiter: named, quote: '"' } };
}
