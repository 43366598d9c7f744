/** RBAC as the API server stores it, cut down to what is judged. */
import type { Fields } from '../client.ts';
import { at, listAt, textAt, textMap, textsAt } from '../pick.ts';

export interface Rule {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Empty: every name. */
  readonly names: readonly string[];
}
export interface Role {
  /** Undefined for a ClusterRole. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly rules: readonly Rule[];
  /** Label selectors of the roles it gathers. */
  readonly gathers: readonly Fields[];
}
export interface Subject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  readonly namespace: string | undefined;
}
export interface Binding {
  /** Undefined for a ClusterRoleBinding: it holds everywhere. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly role: { readonly kind: string; readonly name: string };
  readonly subjects: readonly Subject[];
}

const rulesOf = (item: Fields): readonly Rule[] =>
  listAt(item, 'rules').map((rule) => ({
    groups: textsAt(rule, 'apiGroups'),
    resources: textsAt(rule, 'resources'),
    verbs: textsAt(rule, 'verbs'),
    names: textsAt(rule, 'resourceNames'),
  }));

export const roleOf = (item: Fields): Role => ({
  namespace: textAt(item, 'metadata', 'namespace'),
  name: textAt(item, 'metadata', 'name') ?? '',
  labels: textMap(item, 'metadata', 'labels'),
  rules: rulesOf(item),
  gathers: listAt(item, 'aggregationRule', 'clusterRoleSelectors'),
});

export const bindingOf = (item: Fields): Binding => ({
  namespace: textAt(item, 'metadata', 'namespace'),
  name: textAt(item, 'metadata', 'name') ?? '',
  labels: textMap(item, 'metadata', 'labels'),
  role: { kind: textAt(item, 'roleRef', 'kind') ?? '', name: textAt(item, 'roleRef', 'name') ?? '' },
  subjects: listAt(item, 'subjects').flatMap((row): Subject[] => {
    const kind = textAt(row, 'kind');
    const name = textAt(row, 'name');
    if (name === undefined || (kind !== 'User' && kind !== 'Group' && kind !== 'ServiceAccount')) return [];
    return [{ kind, name, namespace: kind === 'ServiceAccount' ? textAt(row, 'namespace') : undefined }];
  }),
});

function selected({ labels }: Role, selector: Fields): boolean {
  const wanted = Object.entries(textMap(selector, 'matchLabels'));
  const expressions = listAt(selector, 'matchExpressions');
  return (
    wanted.every(([key, content]) => labels[key] === content) &&
    expressions.every((row) => {
      const [label, operator, values] = [
        labels[textAt(row, 'key') ?? ''],
        textAt(row, 'operator'),
        textsAt(row, 'values'),
      ];
      if (operator === 'In') return label !== undefined && values.includes(label);
      if (operator === 'NotIn') return label === undefined || !values.includes(label);
      return (label !== undefined) === (operator === 'Exists');
    }) &&
    (wanted.length > 0 || expressions.length > 0 || at(selector, 'matchLabels') !== undefined)
  );
}

/** Rules of an aggregated role are written by a controller that may lag or be off: its selectors are followed as well. */
export function allRules(
  role: Role,
  clusterRoles: readonly Role[],
  seen: ReadonlySet<string> = new Set(),
): readonly Rule[] {
  if (role.gathers.length === 0 || seen.has(role.name)) return role.rules;
  const gathered = clusterRoles.filter((other) => role.gathers.some((selector) => selected(other, selector)));
  return [...role.rules, ...gathered.flatMap((other) => allRules(other, clusterRoles, new Set([...seen, role.name])))];
}

const has = (list: readonly string[], wanted: string): boolean => list.includes('*') || list.includes(wanted);

/** `*` alone covers subresources too, and `*` + `/exec` covers that subresource of everything. */
function coversResource({ resources }: Rule, wanted: string): boolean {
  const [plain, sub] = wanted.split('/');
  if (sub === '*') return has(resources, wanted) || resources.some((one) => one.startsWith(`${plain}/`));
  return has(resources, wanted) || (sub !== undefined && resources.includes(`*/${sub}`));
}

/** `impersonate:…` and `impersonate-on:…` are the constrained forms of the verb. */
function coversVerb({ verbs }: Rule, wanted: string): boolean {
  if (wanted === '*') return verbs.length > 0;
  return has(verbs, wanted) || (wanted === 'impersonate' && verbs.some((verb) => /^impersonate(?:-on)?:/.test(verb)));
}

export function covers(rule: Rule, group: string, resource: string, verb: string): boolean {
  return has(rule.groups, group) && coversResource(rule, resource) && coversVerb(rule, verb);
}
