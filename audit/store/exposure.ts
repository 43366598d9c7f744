/** Whether strangers can read or write. Any proof of exposure is enough; "not public" needs policy and ACL, both read. */
import type { FactValue } from '../../estate/index.ts';
import { failed, value } from '../observe.ts';
import type { Answer } from '../source.ts';
import { openLists, type BucketAccess } from './access.ts';
import { rightsByPolicy, type Container, type Right } from './reach.ts';

export type Exposed = Answer<FactValue<'publicRead'>>;
const nobody: ReadonlySet<string> = new Set();

function byPolicy(
  { policy, block, saysPublic }: BucketAccess,
  container: Container,
  wanted: readonly Right[],
): string | undefined {
  if (block?.policy === true) return undefined;
  const statements = policy.value ?? [];
  if (rightsByPolicy(statements, nobody, container, true).some((right) => wanted.includes(right))) return 'policy';
  // The server's opinion counts only where its paper could not be read: alone it proves nothing (Versity calls a policy
  // public that only denies, or that conditions close), but it is no reason to say that nobody knows.
  return saysPublic === true && policy.state !== 'value' && policy.state !== 'absent' ? 'policy-status' : undefined;
}

/** Any account of a shared store is a stranger: the group of authenticated users is public, as Amazon's own rule has it. */
function byAcl(access: BucketAccess, wanted: readonly Right[]): string | undefined {
  const open = openLists(access).find(({ rights }) => rights.some((right) => wanted.includes(right)));
  return open && `acl:${open.who}`;
}

function exposed(access: BucketAccess, container: Container, wanted: readonly Right[]): Exposed {
  const via = byPolicy(access, container, wanted) ?? byAcl(access, wanted);
  if (via !== undefined) return value({ value: true, via });
  for (const paper of [access.policy, access.acl, access.swift]) {
    if (paper.state !== 'value' && paper.state !== 'absent') return failed(paper.state, paper.code);
  }
  return value({ value: false });
}

export function exposureOf(
  access: BucketAccess,
  container: Container,
): { readonly read: Exposed; readonly write: Exposed } {
  return {
    read: exposed(access, container, ['list', 'read']),
    write: exposed(access, container, ['write', 'delete', 'admin']),
  };
}
