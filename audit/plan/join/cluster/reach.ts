/** Who is given what on the containers of a cluster by the roles and bindings of the plan: those that are there already, nobody sees here. */
import { dayOf, operatorOf, type Estate, type FactValue } from '../../../../estate/index.ts';
import { principalsOf } from '../../../cluster/rbac/held.ts';
import { holdersOf } from '../../../cluster/rbac/holders.ts';
import { Reach, type Target } from '../../../cluster/rbac/reach.ts';
import type { Role } from '../../../cluster/rbac/rules.ts';
import { failed, value } from '../../../observe.ts';
import type { Answer, WhoIs } from '../../../source.ts';
import { merged } from '../../../store/grants.ts';
import type { RbacSaid } from './rbac.ts';
import builtIn from './roles.json' with { type: 'json' };

type Grants = Answer<FactValue<'grants'>>;
/** What a cluster brings by itself, cut down to what reaches volumes and secrets (Kubernetes documentation, RBAC, user-facing roles). */
const brought: readonly Role[] = builtIn.map(({ name, rules }) => ({
  namespace: undefined,
  name,
  labels: {},
  rules: rules.map((rule) => ({ ...rule, names: [] })),
  gathers: [],
}));

export interface PlannedReach {
  /** `unsupported` where the plan gives nothing on it: who reaches it already is not the plan's to say. */
  readonly on: (target: Target) => Grants;
}

const notKnown: Grants = failed('unknown', 'role-not-known');
const nothingGiven: Grants = failed('unsupported', 'no-identity-plane');

/** Roles of the inputs, and with them those that a cluster brings and no input replaces. */
export function rolesOf(said: readonly RbacSaid[]) {
  const own = said.flatMap((each) => (each.is === 'role' ? [each] : []));
  const replaced = new Set(own.filter(({ role }) => role.namespace === undefined).map(({ role }) => role.name));
  return { own, roles: [...own.map(({ role }) => role), ...brought.filter(({ name }) => !replaced.has(name))] };
}

/** `place`: the cluster, in whose accounts operators are looked up; undefined for one that the estate does not know. */
export function reachOf(
  said: readonly RbacSaid[],
  place: string | undefined,
  estate: Estate,
  at: string,
): PlannedReach {
  const { own, roles } = rolesOf(said);
  const bindings = said.flatMap((each) => (each.is === 'binding' ? [each] : []));
  const day = dayOf(at);
  const whoIs: WhoIs = (where, kind, name) =>
    place === undefined ? undefined : operatorOf(estate, where, kind as never, name, day)?.id;
  const principals = principalsOf(
    roles,
    bindings.map(({ binding }) => binding),
    (name) => name,
  );
  const reach = new Reach(principals);
  const holders = holdersOf(place ?? '', principals, whoIs);
  const unsure = bindings.filter(({ binding, whole }) => {
    const within = binding.role.kind === 'ClusterRole' ? undefined : binding.namespace;
    const isNamed = ({ name, namespace }: Role) => name === binding.role.name && namespace === within;
    return !whole || !roles.some(isNamed) || own.some(({ role, whole: known }) => !known && isNamed(role));
  });
  return {
    on: (target) => {
      const may = unsure.some(
        ({ binding }) => binding.namespace === undefined || binding.namespace === target.namespace,
      );
      if (may) return notKnown;
      const grants = merged(reach.grants(target, holders.of));
      return grants.length === 0 ? nothingGiven : value({ grants });
    },
  };
}
