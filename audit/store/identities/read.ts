/** Reads the identity plane that the estate names for a store. */
import { failed, value } from '../../observe.ts';
import type { Answer, Scope, SourceContext } from '../../source.ts';
import type { Store } from '../client.ts';
import { planeOf, type IdentityPlane, type RawAccount } from './plane.ts';
import { rgwAccounts } from './rgw.ts';
import { versityAccounts } from './versitygw.ts';

interface Kind {
  readonly call: string;
  readonly accounts: (store: Store, endpoint: string) => Promise<Answer<RawAccount[]>>;
  readonly policyAlone: boolean;
}
/** Adding a store's identity plane is one line here and one file beside. */
const kinds: Readonly<Record<'rgw-admin-ops' | 'versitygw-admin', Kind>> = {
  'rgw-admin-ops': { call: 'GET /admin/metadata/user', accounts: rgwAccounts, policyAlone: false },
  'versitygw-admin': { call: 'PATCH /list-users', accounts: versityAccounts, policyAlone: true },
};

export async function readIdentities(
  store: Store,
  scope: Scope,
  { whoIs }: SourceContext,
): Promise<{ call: string; plane: Answer<IdentityPlane> }> {
  const { identityPlane } = scope.place;
  if (identityPlane === undefined) return { call: 'none', plane: failed('unknown', 'no-identity-plane') };
  const { call, accounts, policyAlone } = kinds[identityPlane.kind];
  const raw = await accounts(store, identityPlane.endpoint ?? scope.place.s3!);
  if (raw.state !== 'value') return { call, plane: failed(raw.state, raw.code) };
  return { call, plane: value(planeOf(scope.id, raw.value!, whoIs, policyAlone)) };
}
