/** What one policy of a role, user or group gives, and to whom. */
import type { Statement } from '../../../store/policy.ts';
import type { Joins } from '../links/joins.ts';
import type { Kept } from '../links/keep.ts';

export interface Giving {
  readonly kept: Kept;
  /** Undefined where nobody knows what it allows. */
  readonly statements: readonly Statement[] | undefined;
  /** Undefined where nobody knows who it is. */
  readonly who: readonly string[] | undefined;
}

/** Who may act as a role: services of the provider act for the program, and are nobody. */
function actorsOf(role: Kept | undefined): readonly string[] | undefined {
  const trust = role?.after?.trust;
  if (trust?.value === undefined) return undefined;
  const allowed = trust.value.filter(({ allow }) => allow);
  if (allowed.some(({ notPrincipal }) => notPrincipal)) return undefined;
  return [...new Set(allowed.flatMap(({ principals }) => principals))].filter((name) => !name.startsWith('service:'));
}

export function givingOf(kept: Kept, joins: Joins): Giving | undefined {
  const { row } = kept.entry!;
  if (row.identity === undefined || kept.after === undefined) return undefined;
  const used = joins.usedBy(kept).filter(({ after }) => after !== undefined);
  const attached = used.filter(({ entry }) => entry!.row.attachable === true);
  const isAttachment = row.uses?.some(({ by }) => by.includes('policy_arn')) === true;
  const policies = [...kept.after.policies, ...attached.flatMap(({ after }) => after!.policies)];
  if (policies.length === 0 && !isAttachment) return undefined;
  const statements = policies.map((policy) => policy.value);
  const isKnown = !statements.includes(undefined) && !(isAttachment && attached.length === 0);
  const name = kept.after.name?.value;
  const role = row.trust === undefined ? used.find(({ entry }) => entry!.row.trust !== undefined) : kept;
  const who = { role: actorsOf(role), user: name === undefined ? undefined : [name], group: undefined }[row.identity];
  if (who?.length === 0) return undefined;
  return { kept, statements: isKnown ? (statements as Statement[][]).flat() : undefined, who };
}
