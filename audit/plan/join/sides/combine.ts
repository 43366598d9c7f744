/** Several resources speak of one fact of one container: together they mean what the most cautious of them means. */
import type { FactValue } from '../../../../estate/index.ts';
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { rightsByPolicy } from '../../../store/reach.ts';
import type { Statement } from '../../../store/policy.ts';
import type { Row } from '../../table/shape.ts';
import type { Side } from './side.ts';
import { keptAs, type Encryption, type Replication } from './said.ts';

const worst: readonly ((answer: Encryption) => boolean)[] = [
  ({ value: is }) => is?.value === 'none',
  ({ state }) => state === 'error',
  ({ state }) => state !== 'value',
  ({ value: is }) => is?.value === 'provider-key',
  () => true,
];

/** `defaults`: whether the provider's documented defaults hold here; at a store of one's own nobody documented them. */
export function encryptionOf(sides: readonly Side[], row: Row, defaults: boolean): Encryption {
  const said = sides.flatMap(({ says }) => says.encryption);
  for (const is of worst) {
    const found = said.find(is);
    if (found !== undefined) return found;
  }
  const absent = defaults ? (row.encryption?.absent ?? 'unsupported') : 'unsupported';
  if (absent === 'unsupported' || absent === 'unknown' || absent === 'absent') return failed(absent, 'not-said');
  return keptAs(absent);
}

/** One target that is not known is one too many: what is copied nobody knows where is not a list of the others. */
export function replicationOf(sides: readonly Side[], row: Row, defaults: boolean): Answer<FactValue<'replication'>> {
  const said: readonly Replication[] = sides.flatMap(({ says }) => says.replication);
  const failure = said.find(({ state }) => state === 'error') ?? said.find(({ state }) => state !== 'value');
  if (failure !== undefined) return failure as Answer<never>;
  const targets = [...new Set(said.flatMap((answer) => answer.value ?? []))].sort();
  if (targets.length > 0) return value({ targets });
  if (said.length > 0) return failed('absent', 'no-target');
  return failed(defaults ? (row.replication?.absent ?? 'unsupported') : 'unsupported', 'not-said');
}

type Exposure = Answer<FactValue<'publicRead'>>;
const closed: Exposure = value({ value: false });
const openBy = {
  acl: value({ value: true, via: 'acl' }),
  policy: value({ value: true, via: 'policy' }),
  address: value({ value: true, via: 'address' }),
} as const satisfies Record<string, Exposure>;
interface Way {
  readonly by: keyof typeof openBy;
  readonly open: Answer<boolean>;
}

const everywhere = ['*'];
/** Where the bucket's name is not known, an Allow may be about it, and a Deny may not. */
export const aboutAny = (statement: Statement): Statement =>
  statement.allow && !statement.notResource ? { ...statement, resources: everywhere } : statement;

/** The bucket, or a declared prefix of it (with its slash); the name undefined where the plan does not say it. */
export interface Named {
  readonly name: string | undefined;
  readonly prefix: string;
}

function ways(sides: readonly Side[], { name, prefix }: Named, wanted: 'read' | 'write'): readonly Way[] {
  const rights = wanted === 'read' ? ['list', 'read'] : ['write', 'delete', 'admin'];
  const told = sides.flatMap(({ says }) => says.doors);
  // What is open only while nobody says more yields to whoever does.
  const said = new Set(told.flatMap(({ by, yields }) => (yields === true ? [] : [by])));
  const doors = told
    .filter(({ by, yields }) => yields !== true || !said.has(by))
    .map(({ by, opening }): Way => {
      if (opening.value === undefined) return { by, open: opening as Answer<never> };
      return { by, open: value(opening.value === 'read-write' || opening.value === wanted) };
    });
  const policies = sides
    .flatMap(({ policies: all }) => all)
    .map((policy): Way => {
      if (policy.value === undefined) return { by: 'policy', open: policy as Answer<never> };
      const statements = name === undefined ? policy.value.map(aboutAny) : policy.value;
      const given = rightsByPolicy(statements, new Set(), { bucket: name ?? '', prefix }, true);
      return { by: 'policy', open: value(given.some((right) => rights.includes(right))) };
    });
  return [...doors, ...policies];
}

/** One setting shuts it as well as another, but one that two resources set differently shuts nothing for sure. */
function isShut(sides: readonly Side[], by: Way['by']): boolean | undefined {
  const said = sides.flatMap(({ says }) => says.blocks).filter(({ shuts }) => shuts === by);
  const settings = [...Map.groupBy(said, ({ setting }) => setting).values()];
  if (settings.some((all) => all.every(({ is }) => is.value === true))) return true;
  return said.some(({ is }) => is.value !== false) ? undefined : false;
}

/**
 * Lists that a program may write where the plan does not tell who does: new buckets take none, unless something beside them
 * takes back what shuts them.
 */
const mayBeListed = ([own, ...others]: readonly Side[], isListShut: boolean | undefined): boolean =>
  own?.dark !== undefined &&
  isListShut !== true &&
  others.some(({ says }) => says.blocks.some(({ shuts, is }) => shuts === 'acl' && is.value !== true));

/**
 * Any door that is open for sure is exposure; only doors that are all known and shut are none. The block of policies
 * counts only at the provider itself: stores that speak its protocol keep the setting and serve strangers all the same.
 */
export function exposureOf(
  sides: readonly Side[],
  row: Row,
  named: Named,
  wanted: 'read' | 'write',
  defaults: boolean,
): Exposure {
  const shut = {
    acl: isShut(sides, 'acl'),
    policy: defaults ? isShut(sides, 'policy') : false,
    address: isShut(sides, 'address'),
  };
  const left: Way[] = ways(sides, named, wanted).filter(({ by }) => shut[by] !== true);
  const open = left.filter((way) => way.open.value === true);
  if (mayBeListed(sides, shut.acl)) left.push({ by: 'acl', open: failed('unknown', 'after-apply') });
  const sure = open.find(({ by }) => shut[by] === false);
  if (sure !== undefined) return openBy[sure.by];
  if (open.length > 0) return failed('unknown', 'after-apply');
  const failure = left.find((way) => way.open.state === 'error') ?? left.find((way) => way.open.state !== 'value');
  if (failure !== undefined) return failure.open as Answer<never>;
  return row.doors === undefined ? failed('unsupported', 'not-said') : closed;
}
