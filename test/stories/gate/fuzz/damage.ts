/** One random wound in a document: a value of another type, nothing, a list, a number, a pit of brackets, a key misspelt. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Path = readonly (string | number)[];
export type Random = () => number;

/** Mulberry32: the same numbers for the same seed, everywhere. 0 ≤ number < 1. */
export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;

const isTree = (value: Json): value is Exclude<Json, null | boolean | number | string> =>
  typeof value === 'object' && value !== null;

/** Every value of a document with its path, the document itself first. */
export function* nodesOf(value: Json, path: Path = []): Generator<readonly [Path, Json]> {
  yield [path, value];
  if (!isTree(value)) return;
  for (const [key, inner] of Object.entries(value))
    yield* nodesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** The document with the value at `path` exchanged; `undefined` takes it out. */
export function exchanged(value: Json, [head, ...rest]: Path, made: (old: Json) => Json | undefined): Json {
  if (head === undefined) return made(value) ?? null;
  if (Array.isArray(value)) {
    const at = head as number;
    if (rest.length > 0) return value.with(at, exchanged(value[at] as Json, rest, made));
    const fresh = made(value[at] as Json);
    return fresh === undefined ? value.toSpliced(at, 1) : value.with(at, fresh);
  }
  const entries = Object.entries(value as Readonly<Record<string, Json>>).flatMap(([key, old]) => {
    if (key !== head) return [[key, old] as const];
    const fresh = rest.length > 0 ? exchanged(old, rest, made) : made(old);
    return fresh === undefined ? [] : [[key, fresh] as const];
  });
  return Object.fromEntries(entries);
}

/** The same values under another name. */
export function renamed(value: Json, path: Path, name: (old: string) => string): Json {
  const last = path.at(-1) as string;
  const respelt = (old: Json): Json =>
    Object.fromEntries(
      Object.entries(old as object).map(([key, inner]) => [key === last ? name(key) : key, inner as Json]),
    );
  return exchanged(value, path.slice(0, -1), respelt);
}

const pit = (value: Json, depth: number): Json => (depth === 0 ? value : [pit(value, depth - 1)]);

export const kinds = ['null', 'empty', 'wrapped', 'number', 'boolean', 'text', 'object', 'pit', 'rename'] as const;
export type Kind = (typeof kinds)[number];

/** What a wound may mean at most: what leaving out the value means, or all that is in it; the value itself; or nothing that anybody may believe. */
export type Worth = 'absent' | 'emptied' | 'same' | 'nonsense';

export interface Damage {
  readonly kind: Kind;
  readonly path: Path;
  readonly document: Json;
  readonly worth: Worth;
}

function worthOf(kind: Kind, old: Json, fresh: Json): Worth {
  // A list of one is how some tools write a block: it says what the block says.
  if (kind === 'wrapped') return 'same';
  if (kind === 'object' && isTree(old)) return 'emptied';
  // A block that is written as a text is the block without what it says.
  const isBlock = kind === 'object' && typeof old === 'string' && old.startsWith('{');
  return isBlock || kind === 'null' || kind === 'empty' || kind === 'rename' || fresh === '' ? 'absent' : 'nonsense';
}

function wound(kind: Exclude<Kind, 'rename'>, old: Json, random: Random): Json {
  if (kind === 'null') return null;
  if (kind === 'empty') return Array.isArray(old) ? {} : [];
  if (kind === 'wrapped') return [old];
  // A smaller number of steps than were read is a right number: it hides none.
  if (kind === 'number')
    return pick(typeof old === 'number' ? [-1, 7.5, 1e21, 123] : [0, 1, -1, 7.5, 1e21, 123], random);
  if (kind === 'boolean') return typeof old === 'boolean' ? 'nonsense' : random() < 0.5;
  if (kind === 'text') return pick(['nonsense', '', ' ', '*', '${var.x}', '\u0000', 'a'.repeat(300)], random);
  if (kind === 'object' && isTree(old)) return {};
  if (kind === 'object') return pick<Json>([{ nonsense: 1 }, { value: old }, { '': old }, { __proto: old }], random);
  return pit('nonsense', pick([2, 30, 150, 250], random));
}

function tried(document: Json, random: Random): Damage {
  const [path, old] = pick([...nodesOf(document)], random);
  const drawn = pick(kinds, random);
  // What has no name is not renamed, and a list that is shorter is a right list.
  const kind = drawn === 'rename' && typeof path.at(-1) !== 'string' ? 'null' : drawn;
  if (kind === 'rename') {
    const name = pick<(key: string) => string>(
      [(key) => `${key}x`, (key) => key.toUpperCase(), (key) => ` ${key}`],
      random,
    );
    const made = renamed(document, path, name);
    return { kind, path, worth: 'absent', document: made };
  }
  const fresh = wound(kind, old, random);
  return { kind, path, worth: worthOf(kind, old, fresh), document: exchanged(document, path, () => fresh) };
}

/** The same for the same numbers. Nothing in the place of nothing is no wound: another one is tried. */
export function damaged(document: Json, random: Random): Damage {
  const text = JSON.stringify(document);
  for (;;) {
    const damage = tried(document, random);
    if (JSON.stringify(damage.document) !== text) return damage;
  }
}
