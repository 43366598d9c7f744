/** What would make things known, as far as somebody must write it: structured until it is printed, so that each thing is said once. */

/** A scalar as YAML reads it (`<region>` is for a person to fill in), or a table of them. */
type Field = string | Fields;
export interface Fields {
  readonly [name: string]: Field;
}

/** What the estate would say of one thing. */
export interface Wish {
  readonly table: 'places' | 'datasets' | 'entities' | 'zones';
  readonly id: string;
  readonly says: Fields;
}

/** `zone`: in the estate, if the place is one's own; else the data moves. `call`: on the command line. `binary`: there too, by the binary plan. `unclaimable`: nowhere. */
export type Settling =
  | { readonly where: 'estate' | 'zone'; readonly wishes: readonly Wish[] }
  | { readonly where: 'program' | 'identities' | 'call' | 'binary' | 'unclaimable'; readonly rows: readonly string[] };

const isTable = (field: Field | undefined): field is Fields => typeof field === 'object';

/** Undefined where the two say something else of one thing: then both stand. */
function joined(one: Fields, other: Fields): Fields | undefined {
  const all: Record<string, Field> = { ...one };
  for (const [name, field] of Object.entries(other)) {
    const known = all[name] ?? field;
    const both = isTable(known) && isTable(field) ? joined(known, field) : known === field ? known : undefined;
    if (both === undefined) return undefined;
    all[name] = both;
  }
  return all;
}

/** Of one thing one wish where they agree. */
function together(wishes: readonly Wish[]): Wish[] {
  const all: Wish[] = [];
  for (const wish of wishes) {
    const { table, id, says } = wish;
    const at = all.findIndex((each) => each.table === table && each.id === id && joined(each.says, says) !== undefined);
    if (at < 0) all.push(wish);
    else all[at] = { table, id, says: joined(all[at]!.says, says)! };
  }
  return all;
}

const flow = (field: Field): string =>
  isTable(field)
    ? `{ ${Object.entries(field)
        .map(([name, each]) => `${name}: ${flow(each)}`)
        .join(', ')} }`
    : field;

/** A zone has too much to say for one row: its fields, and those of its planes, have one each. */
function rowsOf({ table, id, says }: Wish): string[] {
  if (table !== 'zones') return [`  ${id}: ${flow(says)}`];
  return [
    `  ${id}:`,
    ...Object.entries(says).flatMap(([name, field]) =>
      name === 'planes' && isTable(field)
        ? ['    planes:', ...Object.entries(field).map(([plane, each]) => `      ${plane}: ${flow(each)}`)]
        : [`    ${name}: ${flow(field)}`],
    ),
  ];
}

/** To be pasted as they are. */
export function linesOf(settling: Settling): string[] {
  if (!('wishes' in settling)) return [...settling.rows];
  const tables = Map.groupBy(settling.wishes, ({ table }) => table);
  return [...tables].flatMap(([table, wishes]) => [`${table}:`, ...wishes.flatMap(rowsOf)]);
}

/** One for each place to write in, in the order given. */
export function settledBy(all: readonly Settling[]): Settling[] {
  const byWhere = Map.groupBy(all, ({ where }) => where);
  return [...byWhere].map(([where, own]): Settling => {
    if (where === 'estate' || where === 'zone')
      return { where, wishes: together(own.flatMap((each) => ('wishes' in each ? each.wishes : []))) };
    const blocks = own.flatMap((each) => ('rows' in each ? [each.rows] : []));
    return { where, rows: [...new Map(blocks.map((rows) => [rows.join('\n'), rows])).values()].flat() };
  });
}
