/** What one side of a change says of everything its row names: all that is kept of its properties. */
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { expectOne, isMark, noExceptions, type Spelling } from '../../table/leaves.ts';
import type { Entry } from '../../table/table.ts';
import type { Path } from '../../table/shape.ts';
import type { Planned, Properties } from '../../told.ts';
import { claimIn } from './claims.ts';
import { rbacIn, type RbacSaid } from '../cluster/rbac.ts';
import { granteesOn, policiesOn, trustOn, type PolicySaid } from './policies.ts';
import { leavesOn, type Page } from './said.ts';
import { saysOn, type Says } from './says.ts';

/** One side of a change. Lists that are empty are one shared list: there are a hundred thousand of these. */
export interface Side {
  readonly name: Answer<string> | undefined;
  readonly namespace: string | undefined;
  /** Every name by which another resource may point at it. */
  readonly keys: readonly string[];
  /** What stands at the properties that name its parent, and what it uses. */
  readonly parent: readonly Answer<string>[];
  readonly uses: readonly (readonly Answer<string>[])[];
  /** What stands at each path of a target, where its row says what targets may be. */
  readonly aims?: readonly (readonly Answer<string>[])[];
  readonly says: Says;
  /** Where it copies to are regions of its provider. */
  readonly copiesToRegions?: true;
  /** What names that it is made of, rule by rule; left out where nothing does. */
  readonly sources?: readonly (readonly Answer<string>[])[];
  readonly policies: readonly PolicySaid[];
  readonly claims: string | undefined;
  /** Properties that the provider computes, or a dynamic block of the program: the plan does not tell which. */
  readonly dark?: string;
  /** Of a role of an account: who may act as it. */
  readonly trust?: PolicySaid;
  /** Of rights on a whole project: whom they name, and the roles. */
  readonly wide?: { readonly who: readonly Answer<string>[]; readonly roles: readonly Answer<string>[] };
  /** Of a role or binding of a cluster: what it gives, or to whom. */
  readonly rbac?: RbacSaid;
}

const none: readonly never[] = Object.freeze([]);
const share = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? none : list);

export const spellingOf = (tool: Planned['tool']): Spelling => (tool === 'terraform' ? 'snake' : 'camel');

function textOn(page: Page, paths: readonly Path[] = []): Answer<string> | undefined {
  for (const path of paths) {
    const leaf = leavesOn(page, path)[0];
    if (leaf === undefined || leaf === '') continue;
    if (typeof leaf === 'string') return value(leaf);
    return isMark(leaf) ? failed('unknown', 'after-apply') : failed('error', 'wrong-type');
  }
  return undefined;
}

const everyTextOn = (page: Page, path: Path): readonly Answer<string>[] =>
  leavesOn(page, path)
    .filter((leaf) => leaf !== '')
    .map((leaf) => {
      if (typeof leaf === 'string') return value(leaf);
      return isMark(leaf) ? failed('unknown', 'after-apply') : failed('error', 'wrong-type');
    });

const textsOn = (page: Page, paths: readonly Path[] = []): readonly Answer<string>[] =>
  paths.flatMap((path) => {
    const found = textOn(page, [path]);
    return found === undefined ? [] : [found];
  });

type Wide = NonNullable<Entry['row']['wide']>;
function namedOn(page: Page, path: Path, spelt: NonNullable<Wide['spelt']>): readonly Answer<string>[] {
  const before = typeof path === 'string' ? spelt[path] : undefined;
  const all = everyTextOn(page, path);
  return before === undefined ? all : all.map((one) => (one.value === undefined ? one : value(before + one.value)));
}

function wideOn(page: Page, { who, role, besides = [], spelt = {} }: Wide): NonNullable<Side['wide']> {
  const isNobody = ({ value: text }: Answer<string>) =>
    text !== undefined && besides.some((word) => text === word || (/[:-]$/.test(word) && text.startsWith(word)));
  return {
    who: who.flatMap((path) => namedOn(page, path, spelt)).filter((one) => !isNobody(one)),
    roles: role === undefined ? [] : everyTextOn(page, role),
  };
}

function keysOn(page: Page, { row }: Entry): readonly string[] {
  // Most have one: a list that is added to makes room for sixteen more.
  let keys: readonly string[] = none;
  for (const paths of [row.name, row.ids])
    for (const path of paths ?? none)
      for (const leaf of leavesOn(page, path))
        if (typeof leaf === 'string' && leaf !== '' && !keys.includes(leaf))
          keys = keys.length === 0 ? [leaf] : [...keys, leaf];
  return keys;
}

export function sideOf(tree: Properties | undefined, spelling: Spelling, entry: Entry): Side | undefined {
  if (tree === undefined) return undefined;
  const { row } = entry;
  for (const path of row.name ?? none) expectOne(path);
  const page: Page = { tree, spelling, renamed: row.pulumi ?? noExceptions };
  const namespace = row.object === undefined ? undefined : textOn(page, ['metadata.namespace'])?.value;
  const named = ({ by, every }: NonNullable<typeof row.parent>) =>
    every === true ? by.flatMap((path) => everyTextOn(page, path)) : textsOn(page, by);
  const sources = entry.made.map(named);
  const rbac = row.role === 'grants' ? rbacIn(tree, row.object, spelling) : undefined;
  return {
    name: textOn(page, row.name),
    namespace,
    keys: keysOn(page, entry),
    parent: share(row.parent === undefined ? none : named(row.parent)),
    uses: share((row.uses ?? []).map(({ by }) => share(textsOn(page, by)))),
    says: saysOn(page, entry),
    policies: share([...policiesOn(page, row), ...granteesOn(page, row)]),
    claims: claimIn(page, entry.tags),
    ...(row.replication?.to === undefined
      ? {}
      : { aims: row.replication.read.map(({ path }) => everyTextOn(page, path)) }),
    ...(row.replication?.regions === true ? { copiesToRegions: true } : {}),
    ...(sources.some((texts) => texts.length > 0) ? { sources } : {}),
    ...(row.trust === undefined ? {} : { trust: trustOn(page, row.trust) }),
    ...(row.wide === undefined ? {} : { wide: wideOn(page, row.wide) }),
    ...(rbac === undefined ? {} : { rbac }),
  };
}
