/** Operators and identities: rows → entries, each wrong cell a flaw that names its column and its row, never its content. */
import type { TSchema } from 'typebox';
import type { Problem } from '../problem.ts';
import { Identity, identityColumns, Operator, operatorColumns } from '../schema/people.ts';
import type { Entry } from './draft.ts';
import { isTable, type OpenDocument } from './include.ts';
import { staysInside } from './path.ts';
import { problemOf } from './flaw.ts';
import { RowPositions, type Positions } from './positions.ts';
import { shapeFlaws, type ShapeFlaw } from './shape.ts';
import { readTable, type Row } from './table.ts';
import type { Files } from './text.ts';

export interface People<T> {
  readonly entries: readonly Entry<T>[];
  /** Ids of all rows, also of those too wrong to keep; undefined when the table could not be read. */
  readonly written: ReadonlySet<string> | undefined;
  readonly problems: readonly Problem[];
  /** Of the table file; undefined when none was read. */
  readonly source: { readonly file: string; readonly positions: Positions } | undefined;
}

const columns = { operators: operatorColumns, identities: identityColumns } as const;
const schemas: { readonly [Table in keyof typeof columns]: TSchema } = { operators: Operator, identities: Identity };
const requiredColumns = {
  operators: ['id', 'employer', 'worksIn', 'role'],
  identities: ['operator', 'place', 'kind', 'name'],
};

const unusable = new Set(['column-missing', 'table-empty', 'file-too-large', 'not-utf8', 'control-character']);

type TableName = keyof typeof columns;

/** The entity under whose authority a person works is the employer when nothing is said. */
function completed(table: TableName, { cells }: Row): Record<string, string> {
  if (table === 'identities' || cells['employer'] === undefined) return { ...cells };
  return { ...cells, authority: cells['authority'] ?? cells['employer'] };
}

function rowFlaw(flaw: ShapeFlaw, row: Row): { code: string; values: ShapeFlaw['values'] } {
  if (flaw.code === 'missing-key') return { code: 'cell-missing', values: { key: flaw.values['key']!, row: row.line } };
  const form =
    flaw.code === 'not-one-of' ? 'choice' : flaw.code === 'no-such-day' ? 'day' : (flaw.values['form'] ?? 'other');
  return {
    code: 'cell-wrong',
    values: { key: flaw.values['key']!, row: row.line, form, known: flaw.values['known'] ?? '' },
  };
}

function readRows<T>(table: TableName, file: string, content: string | Uint8Array): People<T> {
  const { rows, problems } = readTable(file, content, { columns: columns[table], required: requiredColumns[table] });
  const positions = new RowPositions(rows.map(({ line }) => line));
  const found = [...problems];
  const isUsable = !problems.some(({ code }) => unusable.has(code));
  const entries = (isUsable ? rows : []).flatMap((row, index): Entry<T>[] => {
    const value = completed(table, row);
    const flaws = shapeFlaws(schemas[table], value);
    for (const flaw of flaws) {
      found.push({ ...rowFlaw(flaw, row), file, line: row.line, column: 1, path: `/${index}${flaw.pointer}` });
    }
    return flaws.length > 0
      ? []
      : [{ id: value['id'] ?? String(index), value: value as T, file, pointer: `/${index}` }];
  });
  const written = isUsable ? new Set(rows.flatMap(({ cells }) => cells['id'] ?? [])) : undefined;
  return { entries, written, problems: found, source: { file, positions } };
}

/** The table that the documents name, if any: two of them are a problem, a missing file too. */
export function readPeople<T>(table: TableName, documents: readonly OpenDocument[], files: Files): People<T> {
  const named = documents.flatMap((document) => {
    const reference = document.value[table];
    const path = isTable(reference) ? reference['from'] : undefined;
    return typeof path === 'string' ? [{ document, path }] : [];
  });
  const [first, ...others] = named;
  if (first === undefined) return { entries: [], written: new Set(), problems: [], source: undefined };
  const pointer = `/${table}/from`;
  const twice = others.map(({ document: { file, positions } }) =>
    problemOf({ code: 'written-twice', file, pointer, values: { key: table, other: first.document.file } }, positions),
  );
  const content = staysInside(first.path) ? files.get(first.path) : undefined;
  if (content === undefined) {
    const code = staysInside(first.path) ? 'file-missing' : 'path-escapes';
    const { file, positions } = first.document;
    const missing = problemOf({ code, file, pointer, values: { path: first.path } }, positions);
    return { entries: [], written: undefined, problems: [...twice, missing], source: undefined };
  }
  const read = readRows<T>(table, first.path, content);
  return { ...read, problems: [...twice, ...read.problems] };
}
