/** What one resource says of the facts of a container, read by the rules of its row. Pure; wrong types never pass. */
import type { FactValue } from '../../../../estate/index.ts';
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { expectOne, expectTruth, isMark, leavesAt, type Leaf, type Spelling } from '../../table/leaves.ts';
import type { Opening, Path, Reading, Row } from '../../table/shape.ts';
import type { Tree } from '../../told.ts';
import { targetSaid } from './aim.ts';
import { fits, typeOf } from './fits.ts';
import { listedSaid } from './listed.ts';
import { originsSaid } from './ranges.ts';

export type Encryption = Answer<FactValue<'encryption'>>;
export type Replication = Answer<readonly string[]>;
export type Versioning = Answer<FactValue<'versioning'>>;
/** Something through which strangers may come in; `by` is the block that shuts it. */
export interface DoorSaid {
  readonly by: 'acl' | 'policy' | 'address';
  readonly opening: Answer<Opening>;
  /** Open only where no other door of its kind is told. */
  readonly yields?: true;
}
export interface BlockSaid {
  readonly shuts: 'acl' | 'policy' | 'address';
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

/** One leaf under one reading. A block only has to be there. */
function readLeaf<T>(leaf: Leaf, reading: Reading<T>): Answer<T> {
  if (isMark(leaf)) return reading.unknown === undefined ? failed('unknown', 'after-apply') : value(reading.unknown);
  if (!fits(leaf, typeOf(reading))) return failed('error', 'wrong-type');
  const key = typeof leaf === 'object' ? '' : String(leaf);
  const { values = {}, other } = reading;
  if (reading.type !== 'block' && Object.hasOwn(values, key)) return value(values[key]!);
  return other === undefined ? failed('unknown', 'value-not-known') : value(other);
}

/** An empty text is nothing. */
const filled = (leaves: readonly Leaf[]): readonly Leaf[] =>
  leaves.includes('') ? leaves.filter((leaf) => leaf !== '') : leaves;

/** Answers of the first reading whose path is there; none where nothing is there. */
export function readFirst<T>(page: Page, readings: readonly Reading<T>[]): readonly Answer<T>[] {
  for (const reading of readings) {
    if (typeOf(reading) === 'boolean') expectTruth(reading.path);
    else if (typeOf(reading) === 'text' && reading.type !== 'addresses') expectOne(reading.path);
    const leaves = filled(leavesOn(page, reading.path));
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

export function replicationSaid(page: Page, { replication }: Row): readonly Replication[] {
  if (replication === undefined) return [];
  const { unless, logs = [] } = replication;
  const logged = logs.flatMap((path) =>
    filled(leavesOn(page, path)).map((leaf) =>
      lift(readLeaf(leaf, { path, other: 'self' }), () => targetSaid(leaf as string, true)),
    ),
  );
  const off = unless === undefined ? [] : leavesOn(page, unless.path);
  const isOff = off.length > 0 && off.every((leaf) => typeof leaf === 'string' && unless!.values.includes(leaf));
  // A rule that says nothing of itself is not switched off by the rule beside it: there is a word for each target, or none counts.
  const targets = Math.max(...replication.read.map(({ path }) => leavesOn(page, path).length));
  if (isOff && off.length >= targets) return logged;
  const copied = replication.read.flatMap((reading) =>
    leavesOn(page, reading.path)
      .filter((leaf) => leaf !== '')
      .map((leaf) =>
        lift(readLeaf(leaf, reading), (said) =>
          said === 'self' ? targetSaid(leaf as string, replication.metadata === true) : value(said),
        ),
      ),
  );
  return logged.length === 0 ? copied : [...copied, ...logged];
}

export function versioningSaid(page: Page, { versioning }: Row): readonly Versioning[] {
  return readFirst(page, versioning?.read ?? []).map((answer) => lift(answer, (said) => value({ value: said })));
}

function openingsOf(
  page: Page,
  { read, to }: NonNullable<Row['doors']>[number],
): readonly Answer<Opening | 'silent'>[] {
  if (read.type !== 'addresses' && read.type !== 'listed') return readFirst<Opening | 'silent'>(page, [read]);
  const firsts = filled(leavesOn(page, read.path));
  if (read.type === 'listed') return listedSaid(firsts, read);
  return originsSaid(firsts, to === undefined ? undefined : filled(leavesOn(page, to)));
}

/** What an open door gives is narrowed where the row says by what; where that is not known, it gives everything. */
export function doorsSaid(page: Page, { doors = [] }: Row): readonly DoorSaid[] {
  return doors.flatMap((door): DoorSaid[] => {
    const { by, within, absent } = door;
    const told = openingsOf(page, door);
    const unsaid = absent === undefined ? [] : [absent === 'unknown' ? failed('unknown', 'not-said') : value(absent)];
    const narrowed = within === undefined ? undefined : readFirst(page, [within])[0]?.value;
    const yields = door.yields === true && (told.length === 0 || door.read.type !== 'addresses');
    return (told.length === 0 ? unsaid : told).flatMap((answer): DoorSaid[] => {
      const is = answer.value;
      if (is === 'silent') return [];
      const opening = is === undefined ? (answer as Answer<never>) : value(is === 'shut' ? is : (narrowed ?? is));
      return [yields ? { by, opening, yields } : { by, opening }];
    });
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
