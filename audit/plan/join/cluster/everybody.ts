/** Whether a binding gives everybody something in a cluster: what lies there nobody lists, whatever the inputs show of it. */
import { principalsOf } from '../../../cluster/rbac/held.ts';
import type { Subject } from '../../../cluster/rbac/rules.ts';
import type { RbacSaid } from './rbac.ts';
import { rolesOf } from './reach.ts';

/** Whoever comes without a credential, and whoever has one of any kind (Kubernetes documentation, authentication). */
const names: Readonly<Record<string, readonly string[]>> = {
  Group: ['system:unauthenticated', 'system:authenticated'],
  User: ['system:anonymous'],
};
/** What clusters bring for them: the API's own documentation, and who one is (Kubernetes documentation, RBAC, discovery roles). */
const harmless: ReadonlySet<string> = new Set([
  'system:basic-user',
  'system:discovery',
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
]);

const isEverybody = ({ kind, name }: Subject): boolean => names[kind]?.includes(name) === true;

/** In `one` namespace or in `all`; undefined for what gives them nothing. `said`: all that the inputs say of this cluster. */
export function givenToEverybody(kept: RbacSaid, said: readonly RbacSaid[]): 'one' | 'all' | undefined {
  if (kept.is !== 'binding' || !kept.binding.subjects.some(isEverybody)) return undefined;
  const { role, namespace } = kept.binding;
  const within = role.kind === 'ClusterRole' ? undefined : namespace;
  const { own, roles } = rolesOf(said);
  const isNamed = (one: { readonly name: string; readonly namespace: string | undefined }) =>
    one.name === role.name && one.namespace === within;
  const isKnown = roles.some(isNamed) && own.every((each) => each.whole || !isNamed(each.role));
  const held = [...principalsOf(roles, [kept.binding], (name) => name).values()].flatMap((principal) => principal.held);
  const gives = isKnown
    ? held.some(({ volume, secrets, becomes }) => becomes || volume.length + secrets.length > 0)
    : within !== undefined || roles.some(isNamed) || !harmless.has(role.name);
  if (!gives) return undefined;
  return namespace === undefined ? 'all' : 'one';
}
