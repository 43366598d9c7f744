/** What the edge must load besides what it has: the reader itself touches no disk. */
import type { Json } from '../canonical.ts';
import { globsOf, isTable, openDocuments, type OpenDocument, type Openings } from './include.ts';
import { staysInside } from './path.ts';
import type { Files } from './text.ts';

export interface Wanted {
  /** Globs of `include`, each inside the folder. */
  readonly globs: readonly string[];
  /** Tables and signed papers. */
  readonly files: readonly string[];
}

function texts(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item: Json) => typeof item === 'string') : [];
}

function items(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return [...(value as readonly Json[])];
  return isTable(value) ? Object.values(value) : [];
}

function namedBy({ value }: OpenDocument): string[] {
  const tables = [value['operators'], value['identities']].flatMap((table) =>
    isTable(table) ? texts(table['from']) : [],
  );
  const papers = [...items(value['documents']), ...items(value['waivers'])];
  return [...tables, ...papers.flatMap((paper) => (isTable(paper) ? texts(paper['signed']) : []))];
}

/** Call again after loading the globs: included documents name papers too. */
export function wantedFiles(files: Files, root: string, openings?: Openings): Wanted {
  const { documents } = openDocuments(files, root, openings);
  const globs = documents[0] === undefined ? [] : globsOf(documents[0].value).map(({ glob }) => glob);
  const named = new Set(documents.flatMap(namedBy));
  return { globs: globs.filter(staysInside), files: [...named].filter((path) => staysInside(path)) };
}
