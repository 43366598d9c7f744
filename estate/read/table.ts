/** CSV (RFC 4180, comma, UTF-8, with or without a byte order mark) → rows with their lines. Cells are never quoted in a flaw. */
import { parse, type CsvError, type InfoRecord } from 'csv-parse/sync';
import type { Problem } from '../problem.ts';
import { suggestion } from './nearest.ts';
import personalColumns from './personalColumns.json' with { type: 'json' };
import { maxTableBytes, textOf, type FileContent } from './text.ts';

export interface Row {
  /** 1-based line of the file on which the row ends (the only one that csv-parse tells). */
  readonly line: number;
  /** Known columns only; an empty cell is left out. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface ReadTable {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

interface Shape {
  readonly columns: readonly string[];
  readonly required: readonly string[];
}

const personal = new Set(personalColumns);

function bare(column: string): string {
  return column
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}

function at(file: string, line: number, code: string, values: Problem['values'], level?: 'warning'): Problem {
  return { code, file, line, column: 1, path: '', values, ...(level === undefined ? {} : { level }) };
}

/** A column about a person's origin or home is dropped unread, with a warning: access is never keyed on it. */
function headerProblems(file: string, header: readonly string[], { columns, required }: Shape): Problem[] {
  const problems: Problem[] = [];
  for (const [index, column] of header.entries()) {
    if (header.indexOf(column) < index) problems.push(at(file, 1, 'column-twice', { key: column }));
    else if (columns.includes(column)) continue;
    else if (personal.has(bare(column))) problems.push(at(file, 1, 'column-personal', { key: column }, 'warning'));
    else
      problems.push(
        at(file, 1, 'column-unknown', { key: column, known: columns.join(', '), ...suggestion(column, columns) }),
      );
  }
  for (const key of required) if (!header.includes(key)) problems.push(at(file, 1, 'column-missing', { key }));
  return problems;
}

type Parsed = { readonly record: readonly string[]; readonly info: InfoRecord };

function records(text: string, file: string, problems: Problem[]): Parsed[] {
  const onSkip = (error: CsvError | undefined): undefined => {
    const { lines = 1 } = (error ?? {}) as { readonly lines?: number };
    problems.push(at(file, lines, 'row-unreadable', { row: lines }));
  };
  const options = { info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 100_000 };
  return parse(text, { ...options, skip_records_with_error: true, on_skip: onSkip }) as unknown as Parsed[];
}

export function readTable(file: string, content: FileContent, shape: Shape): ReadTable {
  const read = textOf(file, content, maxTableBytes, true);
  if ('problem' in read) return { rows: [], problems: [read.problem] };
  const problems: Problem[] = [];
  const [first, ...body] = records(read.text, file, problems);
  if (first === undefined)
    return { rows: [], problems: [...problems, at(file, 1, 'table-empty', { known: shape.columns.join(', ') })] };
  const header = first.record.map((column) => column.trim());
  problems.push(...headerProblems(file, header, shape));
  const rows = body.flatMap(({ record, info }): Row[] => {
    const { lines: line } = info;
    if (record.length !== header.length) {
      problems.push(at(file, line, 'row-length', { row: line, expected: header.length, found: record.length }));
      return [];
    }
    const cells = header.map((column, index) => [column, record[index]!] as const);
    return [
      {
        line,
        cells: Object.fromEntries(cells.filter(([column, cell]) => cell !== '' && shape.columns.includes(column))),
      },
    ];
  });
  return { rows, problems };
}
