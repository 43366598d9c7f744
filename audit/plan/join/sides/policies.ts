/** Policies that a plan writes as JSON text, as statements that the rules for buckets understand. */
import { parseJsonStrict } from '../../../../estate/index.ts';
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import { onlyFixedOrigins } from '../../../store/conditions.ts';
import { parsePolicy, type Statement } from '../../../store/policy.ts';
import { isMark, type Leaf } from '../../table/leaves.ts';
import type { Path, Row } from '../../table/shape.ts';
import { unknownLeaf } from '../../told.ts';
import { leavesOn, type Page } from './said.ts';

export type PolicySaid = Answer<readonly Statement[]>;
const notRead = failed('unknown', 'policy-not-understood');
const everything: readonly string[] = ['*'];

/**
 * Of queues, topics and vaults only one thing is asked: whether strangers are let in by anything at all. Which of their
 * actions read and which deny would have to be known service by service, so every Allow counts whole and no Deny counts.
 */
function widened(statements: readonly Statement[]): readonly Statement[] {
  return statements
    .filter(({ allow }) => allow)
    .map((statement) => ({
      ...statement,
      actions: everything,
      notAction: false,
      resources: everything,
      notResource: false,
    }));
}

/** What a policy of an identity leaves out, for it speaks of nobody else, and what says who may act as a role: of nothing else. */
const unsaid = { iam: { Principal: '*' }, trust: { Resource: '*' } } as const;

function filled(text: string, by: keyof typeof unsaid): string {
  try {
    const policy = parseJsonStrict(text) as { readonly Statement?: object | readonly object[] };
    const statements = [policy.Statement ?? []].flat().map((statement) => ({ ...statement, ...unsaid[by] }));
    return JSON.stringify({ ...policy, Statement: statements });
  } catch {
    return '';
  }
}

/** A policy that is not understood whole is not judged. `protocol`: `s3` and `iam`, whose actions are known one by one, or another. */
function policySaid(leaf: Leaf, protocol: string | undefined): PolicySaid {
  if (typeof leaf !== 'string') return isMark(leaf) ? failed('unknown', 'after-apply') : failed('error', 'wrong-type');
  const own = protocol === 'iam' || protocol === 'trust';
  const statements = parsePolicy(own ? filled(leaf, protocol) : leaf);
  if (statements === undefined) return notRead;
  return value(own || protocol === 's3' ? statements : widened(statements));
}

/** A door of its own to a container: whom it allows something, it allows it there, and what it denies others may allow. */
function atPoint(policy: PolicySaid, isShut: boolean): PolicySaid {
  if (policy.value === undefined) return policy;
  const letsStrangers = ({ principals, notPrincipal, conditions }: Statement) =>
    (notPrincipal || principals.includes('*')) && !onlyFixedOrigins(conditions);
  const allowed = policy.value.filter((statement) => statement.allow && !(isShut && letsStrangers(statement)));
  return value(allowed.map((statement) => ({ ...statement, resources: everything, notResource: false })));
}

const isShutOn = (page: Page, { shut }: NonNullable<Row['point']>): boolean =>
  shut !== undefined && leavesOn(page, shut)[0] === true;

const said = (page: Page, path: Path): readonly Leaf[] => leavesOn(page, path).filter((leaf) => leaf !== '');

/** A resource that is a policy has one: a plan in which none stands, and none is marked as unknown, was made by no tool. */
export function policiesOn(page: Page, { policy = [], service, point, isPolicy = false }: Row): readonly PolicySaid[] {
  const all = policy.flatMap((path) => said(page, path)).map((leaf) => policySaid(leaf, service));
  if (all.length === 0 && isPolicy) return [notRead];
  return point === undefined ? all : all.map((each) => atPoint(each, isShutOn(page, point)));
}

export const trustOn = (page: Page, path: Path): PolicySaid => policySaid(said(page, path)[0] ?? unknownLeaf, 'trust');

type Grantees = NonNullable<Row['grantees']>;
function listed(leaf: Leaf, { separator }: Grantees): readonly Leaf[] {
  if (typeof leaf !== 'string' || separator === undefined) return [leaf];
  return leaf.split(separator).flatMap((part) => part.trim() || []);
}

/** An access list as the policy that it amounts to: everything for each who is named. */
export function granteesOn(page: Page, { grantees }: Row): readonly PolicySaid[] {
  const all = grantees?.paths.flatMap((path) => said(page, path)).flatMap((leaf) => listed(leaf, grantees)) ?? [];
  if (grantees === undefined || all.length === 0) return [];
  const owner = grantees.owner === undefined ? [] : said(page, grantees.owner);
  const { besides = [] } = grantees;
  const none = new Set<Leaf>([...owner, ...besides, false]);
  const kinds = besides.filter((word) => /[:-]$/.test(word));
  const isKind = (leaf: Leaf) => typeof leaf === 'string' && kinds.some((kind) => leaf.startsWith(kind));
  const named = all.filter((leaf) => !none.has(leaf) && !isKind(leaf));
  return named.map((leaf) => {
    if (typeof leaf === 'object') return policySaid(leaf, undefined);
    const whole = { actions: everything, notAction: false, resources: everything, notResource: false };
    return value([{ allow: true, principals: [`${leaf}`], notPrincipal: false, conditions: [], ...whole }]);
  });
}
