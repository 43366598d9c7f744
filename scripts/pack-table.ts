/** The resource table, written out when the package is packed, so that a start reads the rows that it meets and no other. */
import { relative, sep } from 'node:path';
import type { Plugin } from 'rolldown';
import { outOfScopeTypes, tableFiles } from '../audit/plan/table/files.ts';
import type { OutOfScope, Table } from '../audit/plan/table/shape.ts';
import { wholeTable } from '../audit/plan/table/whole.ts';
import { writtenTable, type WrittenTable } from '../audit/plan/table/written.ts';
import { quoted } from './pack-start.ts';

export const wholeModule = 'audit/plan/table/whole.ts';

/** Every type that stands in a file of the table. */
export function knownTypes(): string[] {
  const rows = Object.values(tableFiles as Record<string, Table>).flatMap((table) => table.rows);
  return [...rows, ...Object.values(outOfScopeTypes as OutOfScope)].flatMap(({ types }) => types);
}

export const tableWritten = (): WrittenTable => writtenTable(wholeTable(), knownTypes());

/** JavaScript that stands for the module that makes the table. */
export function tableCode(): string {
  const { rows, ...looked } = tableWritten();
  // As texts: the engine keeps a text as it is, and of an object every property.
  const text = (value: unknown) => quoted(JSON.stringify(value));
  return [
    "import { tableFrom } from './written.ts';",
    `export const wholeTable = () => tableFrom({ rows: ${quoted(rows)}, ...JSON.parse(${text(looked)}) });`,
  ].join('\n');
}

export function writeTable(root: string): Plugin {
  return {
    name: 'write-table',
    load: (id) =>
      relative(root, id).split(sep).join('/') === wholeModule
        ? { code: tableCode(), moduleType: 'js' as const }
        : undefined,
  };
}
