/** Whether the files of the resource table may be believed: shape, roles, and no type in two rows. */
import { Value } from 'typebox/value';
import { OutOfScope, Table, type Row } from './shape.ts';

/** A holder has a kind; what configures or moves has a parent, or is something that others use. */
function unsoundRow({ types, role, kind, parent, name, family }: Row): string | undefined {
  if (role === 'holds' && (kind === undefined || name === undefined)) return `${types[0]}: holds without kind or name`;
  if ((role === 'configures' || role === 'moves') && parent === undefined && family === undefined)
    return `${types[0]}: configures nothing`;
  return undefined;
}

/** Every flaw of a table, as `file: what`; empty when it is sound. */
export function flawsOf(tables: Readonly<Record<string, unknown>>, aside: unknown): string[] {
  const flaws: string[] = [];
  const met = new Map<string, string>();
  const meet = (type: string, where: string) => {
    if (met.has(type)) flaws.push(`${where}: ${type} stands in ${met.get(type)} too`);
    met.set(type, where);
  };
  for (const [where, table] of Object.entries(tables)) {
    if (!Value.Check(Table, table)) {
      flaws.push(...Value.Errors(Table, table).map((error) => `${where}${error.instancePath}: ${error.message}`));
      continue;
    }
    for (const row of table.rows) {
      const flaw = unsoundRow(row);
      if (flaw !== undefined) flaws.push(`${where}: ${flaw}`);
      for (const type of row.types) meet(type, where);
    }
  }
  if (!Value.Check(OutOfScope, aside)) flaws.push('out-of-scope: not types by a word, with why and sources');
  else for (const { types } of Object.values(aside)) for (const type of types) meet(type, 'out-of-scope');
  return flaws;
}
