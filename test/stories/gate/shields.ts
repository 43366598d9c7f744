/** A door that stands open behind a block that shuts it: right as long as the block is there, and what becomes of it after. */
import type { Row } from '../../../audit/plan/table/shape.ts';
import { unknownLeaf, type Properties, type Tree } from '../../../audit/plan/told.ts';
import type { Case } from './judging.ts';
import { partsOf, plantedAll, pointing, type Holder } from './mutants.ts';
import { anyone, atDoor, doorValues, isExposable, leafOf } from './wrongs.ts';

type Spot = Parameters<typeof pointing>[2];
interface Way extends Spot {
  readonly by: 'acl' | 'policy' | 'address';
  /** Who says it: the container, or a part of it. */
  readonly said: Holder | undefined;
}
interface Shield extends Omit<Way, 'value' | 'also'> {
  readonly shut: Tree;
  readonly undone: Tree;
}
export interface Shielded {
  readonly shut: Case;
  readonly open: readonly Case[];
}

function waysOf({ doors = [], policy = [] }: Row, said: Holder | undefined): Way[] {
  const open = doors.flatMap((door) => {
    const [value] = doorValues(door, 'open');
    return value === undefined ? [] : [{ ...atDoor(door, value), by: door.by, said }];
  });
  return [...open, ...policy.map((path): Way => ({ by: 'policy', path, value: anyone, said }))];
}

function shieldsIn({ blocks = [] }: Row, said: Holder | undefined): Shield[] {
  return blocks.map(({ shuts, path, when = 'true' }) => {
    const shut = leafOf(when, [when]);
    return { by: shuts, path, said, shut, undone: typeof shut === 'boolean' ? !shut : 'something-else' };
  });
}

export function shieldsOf(holder: Holder): Shielded[] {
  const [type, entry] = holder;
  if (!isExposable(entry.row)) return [];
  const parts = partsOf(holder);
  const all = <T>(of: (row: Row, said: Holder | undefined) => T[]): T[] => [
    ...of(entry.row, undefined),
    ...parts.flatMap((part) => of(part[1].row, part)),
  ];
  const made = (way: Way, shield: Shield, what: string, value: Tree | undefined, operation?: 'delete'): Case => {
    // What the container says by itself is unsaid, for it was told the right thing.
    const taken = shield.said === undefined ? null : undefined;
    const at = value ?? taken;
    const own: Way[] = [way, ...(at === undefined ? [] : [{ ...shield, value: at }])];
    return {
      what: `${what}: ${String(shield.path)} before ${String(way.path)}`,
      type,
      entry,
      where: 'home',
      change: (tree) =>
        own.reduce((now, each) => (each.said === undefined ? plantedAll(each, entry.row, type, now) : now), tree),
      beside: (name, tell) =>
        own.flatMap((each) => {
          if (each.said === undefined) return [];
          const after: Properties = pointing(each.said, name, each);
          return [
            tell(
              each.said[0],
              after,
              operation !== undefined && each === own[1] ? { operation, before: after, after: undefined } : {},
            ),
          ];
        }),
    };
  };
  return all(shieldsIn).flatMap((shield) =>
    all(waysOf)
      .filter(({ by }) => by === shield.by)
      .map((way) => ({
        shut: made(way, shield, 'shut', shield.shut),
        open: [
          made(way, shield, 'taken out', undefined),
          made(way, shield, 'undone', shield.undone),
          made(way, shield, 'unknown', unknownLeaf),
          ...(shield.said === undefined ? [] : [made(way, shield, 'deleted', shield.shut, 'delete')]),
        ],
      })),
  );
}
