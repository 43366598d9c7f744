/** Lines that make things known, each said once: what several answers wait for in one place of the estate is one row of it. */
export interface Settling {
  /** `zone`: in the estate, if the place is one's own; else the data moves. `call`: on the command line. `unclaimable`: nowhere. */
  readonly where: 'program' | 'estate' | 'zone' | 'call' | 'unclaimable';
  readonly lines: readonly string[];
}

/** `  <place>: { a: b, c: { d: e } }` */
const row = /^ {2}(\S+): \{ (.*) \}$/;

/** `a: b, c: { d: e }` → its pairs; what stands in braces stays whole. */
function pairsOf(text: string): Map<string, string> {
  const pairs = text.match(/[^\s,{][^:]*: (?:\{[^}]*\}|(?:"[^"]*"|<[^>]*>|[^,])+)/g) ?? [];
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf(': ')), pair.slice(pair.indexOf(': ') + 2)]));
}

const inBraces = /^\{ (.*) \}$/;

/** Undefined where the two say something else of one thing: then both stand. */
function joined(one: string, other: string): string | undefined {
  const all = pairsOf(one);
  for (const [name, value] of pairsOf(other)) {
    const known = all.get(name) ?? value;
    const [mine, theirs] = [inBraces.exec(known)?.[1], inBraces.exec(value)?.[1]];
    const inner = mine === undefined || theirs === undefined ? undefined : joined(mine, theirs);
    if (known !== value && inner === undefined) return undefined;
    all.set(name, inner === undefined ? known : `{ ${inner} }`);
  }
  return [...all].map(([name, value]) => `${name}: ${value}`).join(', ');
}

/** Rows of one place become one row where they agree; other lines stay as they are, each once. */
function merged(blocks: readonly (readonly string[])[]): string[] {
  const rows: { readonly name: string; inner: string }[] = [];
  const others = new Map<string, readonly string[]>();
  for (const lines of blocks) {
    const [, name, inner = ''] = (lines.length === 2 && lines[0] === 'places:' && row.exec(lines[1]!)) || [];
    const like = rows.find((each) => each.name === name && joined(each.inner, inner) !== undefined);
    if (name === undefined) others.set(String(lines), lines);
    else if (like === undefined) rows.push({ name, inner });
    else like.inner = joined(like.inner, inner)!;
  }
  const places = rows.map(({ name, inner }) => `  ${name}: { ${inner} }`);
  return [...(places.length === 0 ? [] : ['places:', ...places]), ...[...others.values()].flat()];
}

/** One for each place to write in, in the order given. */
export function settledBy(all: readonly Settling[]): Settling[] {
  const byWhere = Map.groupBy(all, ({ where }) => where);
  return [...byWhere].map(([where, own]) => ({ where, lines: merged(own.map(({ lines }) => lines)) }));
}
