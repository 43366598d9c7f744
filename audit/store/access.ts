/** The papers of a bucket that say who may reach it, read once and judged for exposure and for grants. */
import { andThen, failed, value } from '../observe.ts';
import type { Answer } from '../source.ts';
import { parsePolicy, type Statement } from './policy.ts';
import type { Store } from './client.ts';
import { atAmazon } from './location.ts';
import type { AclGrant } from './aclGrant.ts';
import type { Right } from './reach.ts';
import { swiftGrants } from './swift.ts';
import type { Scope } from '../source.ts';

export interface Acl {
  readonly owner: string | undefined;
  readonly grants: readonly AclGrant[];
}
export interface BucketAccess {
  /** `absent`: no policy. A document that is not understood whole is `unknown`. */
  readonly policy: Answer<readonly Statement[]>;
  readonly acl: Answer<Acl>;
  /** Given by Swift's interface of the same store: it stands in no ACL of S3, and no block of S3 shuts a referrer out. */
  readonly swift: Answer<readonly AclGrant[]>;
  /**
   * Undefined where the store has no such block or would not say: then nothing is blocked. Ceph 16.2 keeps
   * RestrictPublicBuckets and serves strangers all the same (seen), so that half counts only at Amazon.
   */
  readonly block: { readonly acls: boolean; readonly policy: boolean } | undefined;
  /** The server's own opinion; alone it proves nothing (Versity calls a policy public that only denies). */
  readonly saysPublic: boolean | undefined;
}

const permissions: Readonly<Record<string, readonly Right[]>> = {
  READ: ['list', 'read'],
  WRITE: ['write', 'delete'],
  READ_ACP: [],
  WRITE_ACP: ['admin'],
  FULL_CONTROL: ['list', 'read', 'write', 'delete', 'admin'],
};
const groups: Readonly<Record<string, string>> = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'everyone',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'authenticated',
};

interface RawAcl {
  readonly Owner?: { readonly ID?: string | undefined } | undefined;
  readonly Grants?:
    | readonly {
        readonly Grantee?: { readonly ID?: string | undefined; readonly URI?: string | undefined } | undefined;
        readonly Permission?: string | undefined;
      }[]
    | undefined;
}

/** A grantee known by neither id nor group (an e-mail address, say) or a permission outside the protocol: not understood. */
export function readAcl({ Owner, Grants = [] }: RawAcl): Answer<Acl> {
  const read: AclGrant[] = [];
  for (const { Grantee, Permission = '' } of Grants) {
    const rights = permissions[Permission];
    const group = groups[Grantee?.URI ?? ''];
    const who = group ?? Grantee?.ID;
    // The log-delivery group is a service of the store itself and reads no object.
    if (Grantee?.URI?.endsWith('/s3/LogDelivery')) continue;
    if (rights === undefined || who === undefined) return failed('unknown', '200 grantee');
    read.push({ who, group: group !== undefined, rights });
  }
  return value({ owner: Owner?.ID === '' ? undefined : Owner?.ID, grants: read });
}

/** Groups to whom something is listed, by either interface. */
export const openLists = ({ acl, swift, block }: BucketAccess): readonly AclGrant[] =>
  [...(block?.acls === true ? [] : (acl.value?.grants ?? [])), ...(swift.value ?? [])].filter(({ group }) => group);

export async function readAccess(store: Store, Bucket: string, scope: Pick<Scope, 'place'>): Promise<BucketAccess> {
  const { ask, client, sdk, endpoint } = store;
  const [policy, acl, block, status, swift] = await Promise.all([
    ask((options) => client.send(new sdk.GetBucketPolicyCommand({ Bucket }), options)),
    ask((options) => client.send(new sdk.GetBucketAclCommand({ Bucket }), options)),
    ask((options) => client.send(new sdk.GetPublicAccessBlockCommand({ Bucket }), options)),
    ask((options) => client.send(new sdk.GetBucketPolicyStatusCommand({ Bucket }), options)),
    swiftGrants(store, scope, Bucket),
  ]);
  const blocked = block.value?.PublicAccessBlockConfiguration;
  return {
    policy: andThen(policy, ({ Policy = '' }) => {
      const statements = parsePolicy(Policy);
      return statements === undefined ? failed('unknown', '200 policy') : value(statements);
    }),
    acl: andThen(acl, readAcl),
    swift,
    block: blocked && {
      acls: blocked.IgnorePublicAcls === true,
      policy: atAmazon(endpoint) && blocked.RestrictPublicBuckets === true,
    },
    saysPublic: status.value?.PolicyStatus?.IsPublic,
  };
}
