/** From accounts, owner, policy and ACL to who holds which right on a container, by estate id only. */
import type { FactValue, Grant } from '../../estate/index.ts';
import { failed, value } from '../observe.ts';
import type { Answer } from '../source.ts';
import { openLists, type BucketAccess } from './access.ts';
import type { Account, IdentityPlane } from './identities/plane.ts';
import { rightsByPolicy, surelyDenied, type Container, type Right } from './reach.ts';

const everything: readonly Right[] = ['list', 'read', 'write', 'delete', 'admin'];
type Held = { via: string; rights: readonly Right[] };

/** What one account holds. `policyAlone`: on this store a policy replaces ACL and ownership (Versity). */
function heldBy(account: Account, access: BucketAccess, container: Container, policyAlone: boolean): Held[] {
  if (account.power !== undefined) return [{ via: account.power, rights: everything }];
  const statements = access.policy.value ?? [];
  const held: Held[] = [{ via: 'policy', rights: rightsByPolicy(statements, account.names, container) }];
  held.push({ via: 'user-policy', rights: rightsByPolicy(account.policies ?? [], new Set(['*']), container) });
  if (!(policyAlone && access.policy.state === 'value')) {
    const left = (rights: readonly Right[]) =>
      rights.filter((right) => !surelyDenied(statements, account.names, container, right));
    const { owner, grants: listed = [] } = access.acl.value ?? {};
    const grants = [...listed, ...(access.swift.value ?? [])];
    if (owner !== undefined && account.ids.has(owner)) held.push({ via: 'owner', rights: left(everything) });
    for (const grant of grants)
      if (!grant.group && account.ids.has(grant.who)) held.push({ via: 'acl', rights: left(grant.rights) });
  }
  return held.filter(({ rights }) => rights.length > 0);
}

function open(access: BucketAccess, container: Container): Grant[] {
  const groups = openLists(access);
  const byPolicy =
    access.block?.policy === true ? [] : rightsByPolicy(access.policy.value ?? [], new Set(), container, true);
  const all = groups.map(({ who, rights }) => ({
    who: who as 'everyone' | 'authenticated',
    id: who,
    rights: [...rights],
    via: 'acl',
  }));
  return [...all, { who: 'everyone' as const, id: 'everyone', rights: byPolicy, via: 'policy' }].filter(
    ({ rights }) => rights.length > 0,
  );
}

/** One row a holder and way, rights united and in the order of the language. */
export function merged(grants: readonly Grant[]): Grant[] {
  const rows = new Map<string, Grant>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.who, grant.id, grant.via]);
    const rights = new Set([...(rows.get(key)?.rights ?? []), ...grant.rights]);
    rows.set(key, { ...grant, rights: [...everything, 'exec' as const].filter((right) => rights.has(right)) });
  }
  return [...rows.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, grant]) => grant);
}

/**
 * `unknown` without an identity plane, never an empty list: where nobody counted the accounts, "nobody" is not an answer.
 * `clearText`: the content read was intelligible, so who can read it reads clear text.
 */
export function grantsOf(
  plane: Answer<IdentityPlane>,
  access: BucketAccess,
  container: Container,
  clearText: boolean,
): Answer<FactValue<'grants'>> {
  if (plane.value === undefined) return failed(plane.state === 'value' ? 'unknown' : plane.state, plane.code);
  for (const paper of [access.policy, access.acl, access.swift]) {
    if (paper.state !== 'value' && paper.state !== 'absent') return failed(paper.state, paper.code);
  }
  const { accounts, policyAlone, stranger } = plane.value;
  const known = accounts.flatMap((account) =>
    heldBy(account, access, container, policyAlone).flatMap(({ via, rights }) =>
      account.holders.map((holder) => ({ ...holder, rights: [...rights], via })),
    ),
  );
  const names = new Set(accounts.flatMap((account) => [...account.names, ...account.ids]));
  const named = (access.policy.value ?? [])
    .filter((statement) => statement.allow && !statement.notPrincipal)
    .flatMap(({ principals }) => principals);
  const foreign = [...new Set(named)]
    .filter((name) => name !== '*' && !names.has(name))
    .flatMap((name) => {
      const rights = rightsByPolicy(access.policy.value ?? [], new Set([name]), container);
      return [{ ...stranger(name), rights: [...rights], via: 'policy' }];
    });
  const all = merged([...known, ...foreign, ...open(access, container)].filter(({ rights }) => rights.length > 0));
  if (all.length === 0) return failed('unknown', 'no-account');
  return value({
    grants: clearText ? all.map((grant) => (grant.rights.includes('read') ? { ...grant, clearText } : grant)) : all,
  });
}
