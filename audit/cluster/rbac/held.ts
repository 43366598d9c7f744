/** What each principal holds by its bindings, and which service accounts it can become. */
import type { Grant } from '../../../estate/index.ts';
import powers from './powers.json' with { type: 'json' };
import platform from './platform.json' with { type: 'json' };
import { allRules, covers, type Binding, type Role, type Rule, type Subject } from './rules.ts';

export type Right = Grant['rights'][number];
interface Power {
  readonly groups: readonly string[];
  /** `plain/*`: every subresource, whatever its name. */
  readonly resources: readonly string[];
  /** `*`: whatever the verb. */
  readonly verbs: readonly string[];
  readonly volume: readonly string[];
  readonly secrets: readonly string[];
  /** Gives the rights of the namespace's service accounts: their token can be had, or a pod run as them. */
  readonly becomes?: boolean;
  /** Not namespaced: a RoleBinding cannot give it. */
  readonly clusterOnly?: boolean;
  /** The names of a rule are those of claims. */
  readonly named?: boolean;
}

/** One right over what lies in a namespace (all of them: undefined), and the role that gives it. */
export interface Held {
  readonly namespace: string | undefined;
  readonly volume: readonly Right[];
  readonly secrets: readonly Right[];
  readonly becomes: boolean;
  /** Only the claim of this name; undefined for all. */
  readonly claims: readonly string[] | undefined;
  readonly via: string;
}

export const principalKey = ({ kind, namespace, name }: Subject): string =>
  JSON.stringify([kind, namespace ?? '', name]);

/**
 * Names limit what a rule reaches, but a pod of that name may mount anything, and a new claim of that name may be a clone
 * of another: only rules on claims that are there narrow.
 */
function claimsOf(power: Power, rule: Rule): readonly string[] | undefined {
  return power.named === true && rule.names.length > 0 ? rule.names : undefined;
}

function heldByRule(rule: Rule, namespace: string | undefined, via: string): Held[] {
  return (powers as readonly Power[]).flatMap((power): Held[] => {
    if (power.clusterOnly === true && namespace !== undefined) return [];
    const reached = power.groups.some((group) =>
      power.resources.some((resource) => power.verbs.some((verb) => covers(rule, group, resource, verb))),
    );
    if (!reached) return [];
    const [volume, secrets] = [power.volume as Right[], power.secrets as Right[]];
    return [{ namespace, volume, secrets, becomes: power.becomes === true, claims: claimsOf(power, rule), via }];
  });
}

/**
 * The control plane's own components, as Kubernetes itself binds them at start. Whoever runs the control plane is
 * judged by the zone's planes; anybody else in such a binding, or in a binding of another name, is kept.
 */
export function isPlatform({ labels, name, role }: Binding, subject: Subject): boolean {
  const bootstrap =
    labels['kubernetes.io/bootstrapping'] === 'rbac-defaults' &&
    name.startsWith('system:') &&
    role.name.startsWith('system:');
  if (!bootstrap) return false;
  if (subject.kind === 'User') return platform.users.includes(subject.name);
  if (subject.kind === 'Group') return platform.groups.includes(subject.name);
  return platform.serviceAccountNamespaces.includes(subject.namespace ?? '');
}

export interface Principal {
  readonly subject: Subject;
  readonly held: readonly Held[];
  /** Holds something by more than the bindings of the control plane itself. */
  readonly listed: boolean;
}

export function principalsOf(
  roles: readonly Role[],
  bindings: readonly Binding[],
  mask: (name: string) => string,
): ReadonlyMap<string, Principal> {
  const clusterRoles = roles.filter(({ namespace }) => namespace === undefined);
  const found = new Map<string, Principal>();
  for (const binding of bindings) {
    const within = binding.role.kind === 'ClusterRole' ? undefined : binding.namespace;
    const role = roles.find(({ name, namespace }) => name === binding.role.name && namespace === within);
    if (role === undefined) continue;
    const via = `role:${mask(role.namespace ?? '_')}/${mask(role.name)}`;
    const held = allRules(role, clusterRoles).flatMap((rule) => heldByRule(rule, binding.namespace, via));
    for (const subject of binding.subjects) {
      const key = principalKey(subject);
      const known = found.get(key);
      const listed = known?.listed === true || (held.length > 0 && !isPlatform(binding, subject));
      found.set(key, { subject, held: [...(known?.held ?? []), ...held], listed });
    }
  }
  return found;
}
