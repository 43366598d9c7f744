/** Whom the policies of a plan give rights by name: only who is an operator of the estate there is known. */
import { dayOf, type Estate, type FactValue, type Grant } from '../../../../estate/index.ts';
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { onlyFixedOrigins } from '../../../store/conditions.ts';
import { merged } from '../../../store/grants.ts';
import type { Statement } from '../../../store/policy.ts';
import { rightsByPolicy } from '../../../store/reach.ts';
import { aboutAny } from '../sides/combine.ts';
import { operatorNamed, type Within } from './named.ts';
import type { Side } from '../sides/side.ts';

type Grants = Answer<FactValue<'grants'>>;
/** `name`: of the bucket, where the plan says it. */
export interface Where extends Within {
  readonly name: string | undefined;
  /** Of a declared prefix of it, with its slash. */
  readonly prefix: string;
  readonly at: string;
}
const notKnown: Grants = failed('unknown', 'principal-not-known');

/** A star that only a condition holds back names nobody: who may come from that origin, no plan tells. */
const letsOriginIn = (statement: Statement): boolean =>
  statement.allow &&
  !statement.notPrincipal &&
  statement.principals.includes('*') &&
  onlyFixedOrigins(statement.conditions);

function givenBy(policy: readonly Statement[], { place, provider, name, prefix, at }: Where, estate: Estate): Grants {
  const statements = name === undefined ? policy.map(aboutAny) : policy;
  const container = { bucket: name ?? '', prefix };
  const rightsOf = (names: readonly string[], among = statements) => rightsByPolicy(among, new Set(names), container);
  const pinned = statements.filter((statement) => !statement.allow || letsOriginIn(statement));
  if (pinned.some(({ allow }) => allow) && rightsOf([], pinned).length > 0) return notKnown;
  const named = statements.filter(({ allow, notPrincipal }) => allow && !notPrincipal);
  const grants: Grant[] = [];
  for (const principal of new Set(named.flatMap(({ principals }) => principals))) {
    const own = statements.filter(({ allow, principals }) => !allow || principals.includes(principal));
    const rights = principal === '*' ? [] : rightsOf([principal], own);
    if (rights.length === 0) continue;
    const operator = operatorNamed(estate, { place, provider }, principal, dayOf(at));
    if (!operator) return notKnown;
    grants.push({ who: 'operator', id: operator.id, rights, via: 'policy' });
  }
  return value({ grants });
}

/** Undefined where no policy of the plan gives anything: who reaches it already is the audit's to say. */
export function givenIn(sides: readonly Side[], where: Where, estate: Estate): Grants | undefined {
  const grants: Grant[] = [];
  for (const policy of sides.flatMap(({ policies }) => policies)) {
    if (policy.value === undefined) return policy as Answer<never>;
    const given = givenBy(policy.value, where, estate);
    if (given.value === undefined) return given;
    grants.push(...given.value.grants);
  }
  return grants.length === 0 ? undefined : value({ grants: merged(grants) });
}
