/** A door that stands open behind a block that shuts it: right as long as the block is there, and what becomes of it after. */
import type { Row } from '../../../audit/plan/table/shape.ts';
import { unknownLeaf, type Properties, type Tree } from '../../../audit/plan/told.ts';
import type { Case } from './judging.ts';
import { partsOf, plantedAll, pointing, type Holder } from './mutants.ts';
import { anyone, atDoor, doorValues, isExposable, isLax, leafOf } from './wrongs.ts';

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

type Door = NonNullable<Row['doors']>[number];
/** A door that stands open unless somebody writes a rule, and each rule that would shut it. */
function ruled(
  holder: Holder,
): readonly { readonly lax: Door; readonly rule: Door; readonly said: Holder | undefined }[] {
  const own = holder[1].row.doors ?? [];
  const rules = [undefined, ...partsOf(holder)].flatMap((said) =>
    (said === undefined ? own : (said[1].row.doors ?? [])).flatMap((rule) =>
      rule.yields === true || doorValues(rule, 'shut').length === 0 ? [] : [{ rule, said }],
    ),
  );
  return own
    .filter((door) => door.yields === true && isLax(door))
    .flatMap((lax) => rules.filter(({ rule }) => rule.by === lax.by).map((each) => ({ lax, ...each })));
}

/** Right as long as the rule is there and lets in whom one knows. */
export function rulesOf(holder: Holder): Shielded[] {
  const [type, entry] = holder;
  if (!isExposable(entry.row)) return [];
  return ruled(holder).map(({ lax, rule, said }) => {
    const made = (what: string, value: Tree, operation?: 'delete'): Case => {
      const at = atDoor(rule, value);
      const bare = (tree: Properties) => plantedAll({ path: lax.read.path, value: null }, entry.row, type, tree);
      return {
        what: `${what}: ${String(rule.read.path)} before ${String(lax.read.path)}`,
        type,
        entry,
        where: 'home',
        change: (tree) => (said === undefined ? plantedAll(at, entry.row, type, bare(tree)) : bare(tree)),
        beside: (name, tell) => {
          if (said === undefined || value === null) return [];
          const after = pointing(said, name, at);
          return [tell(said[0], after, operation === undefined ? {} : { operation, before: after, after: undefined })];
        },
      };
    };
    const [shut] = doorValues(rule, 'shut');
    return {
      shut: made('ruled', shut!),
      open: [
        made('unruled', null),
        ...doorValues(rule, 'open').map((value) => made('ruled for everybody', value)),
        ...(rule.read.unknown === 'shut' ? [] : [made('ruled by who knows what', unknownLeaf)]),
        ...(said === undefined ? [] : [made('ruled no more', shut!, 'delete')]),
      ],
    };
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
