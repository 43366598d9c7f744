/** What one resource says of the facts of a container, read by the rules of its row. Pure; wrong types never pass. */
import type { FactValue } from '../../../estate/index.ts';
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import { isMark, leavesAt, type Leaf, type Spelling } from '../table/leaves.ts';
import type { Opening, Path, Reading, Row } from '../table/shape.ts';
import type { Tree } from '../told.ts';

export type Encryption = Answer<FactValue<'encryption'>>;
export type Replication = Answer<readonly string[]>;
export type Versioning = Answer<FactValue<'versioning'>>;
/** Something through which strangers may come in; `by` is the block that shuts it. */
export interface DoorSaid {
  readonly by: 'acl' | 'policy' | 'address';
  readonly opening: Answer<Opening>;
}
export interface BlockSaid {
  readonly shuts: 'acl' | 'policy';
  /** The setting by which it shuts: two resources that say it must agree. */
  readonly setting: Path;
  readonly is: Answer<boolean>;
}

/**
 * Where to read: the properties, and how the tool that wrote them spells a path of the table. Whoever reads it does so by
 * `leavesOn`: what is said twice alike is recognised by what was looked at.
 */
export interface Page {
  readonly tree: Tree | undefined;
  readonly spelling: Spelling;
  readonly renamed: Readonly<Record<string, string>>;
  /** The paths that were looked at. */
  readonly looked?: Set<Path>;
}
export function leavesOn({ tree, spelling, renamed, looked }: Page, path: Path): readonly Leaf[] {
  looked?.add(path);
  return leavesAt(tree, path, spelling, renamed);
}

const typeOf = <T>({ type, values }: Reading<T>): 'text' | 'boolean' | 'number' | 'block' => {
  if (type !== undefined) return type;
  const keys = Object.keys(values ?? {});
  return keys.length > 0 && keys.every((key) => key === 'true' || key === 'false') ? 'boolean' : 'text';
};

function fits(leaf: Leaf, type: ReturnType<typeof typeOf>): boolean {
  if (type === 'block') return typeof leaf === 'object';
  return typeof leaf === (type === 'text' ? 'string' : type);
}

/** One leaf under one reading. A block only has to be there. */
function readLeaf<T>(leaf: Leaf, reading: Reading<T>): Answer<T> {
  if (isMark(leaf)) return reading.unknown === undefined ? failed('unknown', 'after-apply') : value(reading.unknown);
  if (!fits(leaf, typeOf(reading))) return failed('error', 'wrong-type');
  const key = typeof leaf === 'object' ? '' : String(leaf);
  const { values = {}, other } = reading;
  if (reading.type !== 'block' && Object.hasOwn(values, key)) return value(values[key]!);
  return other === undefined ? failed('unknown', 'value-not-known') : value(other);
}

/** Answers of the first reading whose path is there; none where nothing is there. An empty text is nothing. */
export function readFirst<T>(page: Page, readings: readonly Reading<T>[]): readonly Answer<T>[] {
  for (const reading of readings) {
    const there = leavesOn(page, reading.path);
    const leaves = there.includes('') ? there.filter((leaf) => leaf !== '') : there;
    if (leaves.length > 0) return leaves.map((leaf) => readLeaf(leaf, reading));
  }
  return [];
}

const kept = {
  none: value({ value: 'none' as const }),
  'provider-key': value({ value: 'provider-key' as const }),
  'customer-key': value({ value: 'customer-key' as const }),
} as const;
export const keptAs = (how: keyof typeof kept): Encryption => kept[how];

const lift = <T, U>(answer: Answer<T>, then: (content: T) => Answer<U>): Answer<U> =>
  answer.state === 'value' ? then(answer.value as T) : (answer as Answer<never>);

export function encryptionSaid(page: Page, { encryption }: Row): readonly Encryption[] {
  return readFirst(page, encryption?.read ?? []).map((answer) => lift(answer, keptAs));
}

/** An ARN of a bucket, and the path inside it, are the bucket. */
export const bareName = (text: string): string => text.replace(/^arn:[^:]*:s3:[^:]*:[^:]*:/, '').replace(/\/\*?$/, '');

export function replicationSaid(page: Page, { replication }: Row): readonly Replication[] {
  if (replication === undefined) return [];
  const { unless } = replication;
  const off = unless === undefined ? [] : leavesOn(page, unless.path);
  const isOff = off.length > 0 && off.every((leaf) => typeof leaf === 'string' && unless!.values.includes(leaf));
  // A rule that says nothing of itself is not switched off by the rule beside it: there is a word for each target, or none counts.
  const targets = Math.max(...replication.read.map(({ path }) => leavesOn(page, path).length));
  if (isOff && off.length >= targets) return [];
  return replication.read.flatMap((reading) =>
    leavesOn(page, reading.path)
      .filter((leaf) => leaf !== '')
      .map((leaf) =>
        lift(readLeaf(leaf, reading), (said) => value(said === 'self' ? [bareName(leaf as string)] : said)),
      ),
  );
}

export function versioningSaid(page: Page, { versioning }: Row): readonly Versioning[] {
  return readFirst(page, versioning?.read ?? []).map((answer) => lift(answer, (said) => value({ value: said })));
}

/** What an open door gives is narrowed where the row says by what; where that is not known, it gives everything. */
export function doorsSaid(page: Page, { doors = [] }: Row): readonly DoorSaid[] {
  return doors.flatMap(({ by, read, within, absent }): DoorSaid[] => {
    const answers = readFirst(page, [read]);
    if (answers.length === 0) return absent === undefined ? [] : [{ by, opening: value(absent) }];
    const narrowed = within === undefined ? undefined : readFirst(page, [within])[0]?.value;
    return answers.map((opening) => ({
      by,
      opening: opening.value === undefined || opening.value === 'shut' ? opening : value(narrowed ?? opening.value),
    }));
  });
}

export function blocksSaid(page: Page, { blocks = [] }: Row): readonly BlockSaid[] {
  return blocks.flatMap(({ shuts, path, when }): BlockSaid[] => {
    const reading: Reading<boolean> =
      when === undefined
        ? { path, values: { true: true, false: false } }
        : { path, values: { [when]: true }, other: false };
    return readFirst(page, [reading]).map((is) => ({ shuts, setting: path, is }));
  });
}
