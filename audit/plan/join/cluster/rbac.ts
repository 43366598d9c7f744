/** Roles and bindings as a plan writes them, in the shape by which the audit follows them. */
import type { Binding, Role, Rule, Subject } from '../../../cluster/rbac/rules.ts';
import { isMark, leavesAt, type Leaf, type Spelling } from '../../table/leaves.ts';
import type { Properties, Tree } from '../../told.ts';

/** `whole` false: part of it is known only after apply, or has a shape that nobody promised; then it may give anything. */
export type RbacSaid =
  | { readonly is: 'role'; readonly role: Role; readonly whole: boolean }
  | { readonly is: 'binding'; readonly binding: Binding; readonly whole: boolean };

class Reader {
  whole = true;
  readonly #spelling: Spelling;
  constructor(spelling: Spelling) {
    this.#spelling = spelling;
  }

  objects(tree: Tree | undefined, path: string): readonly Tree[] {
    return leavesAt(tree, path, this.#spelling).flatMap((leaf): Tree[] => {
      if (typeof leaf === 'object' && leaf !== null && !isMark(leaf) && !('leaf' in leaf)) return [leaf];
      this.whole = false;
      return [];
    });
  }

  texts(tree: Tree | undefined, path: string): readonly string[] {
    return leavesAt(tree, path, this.#spelling).flatMap((leaf: Leaf): string[] => {
      if (typeof leaf === 'string') return [leaf];
      this.whole = false;
      return [];
    });
  }

  text(tree: Tree | undefined, path: string): string | undefined {
    return this.texts(tree, path)[0];
  }
}

const ruleOf = (read: Reader, tree: Tree): Rule => ({
  groups: read.texts(tree, 'api_groups'),
  resources: read.texts(tree, 'resources'),
  verbs: read.texts(tree, 'verbs'),
  names: read.texts(tree, 'resource_names'),
});

function subjectOf(read: Reader, tree: Tree): Subject[] {
  const [kind, name] = [read.text(tree, 'kind'), read.text(tree, 'name')];
  if (name === undefined || (kind !== 'User' && kind !== 'Group' && kind !== 'ServiceAccount')) {
    read.whole = false;
    return [];
  }
  return [{ kind, name, namespace: kind === 'ServiceAccount' ? read.text(tree, 'namespace') : undefined }];
}

/** `object`: the row's Kind and group. Undefined for what is neither role nor binding. */
export function rbacIn(tree: Properties, object: string | undefined, spelling: Spelling): RbacSaid | undefined {
  const kind = object?.endsWith('.rbac.authorization.k8s.io') === true ? object.slice(0, object.indexOf('.')) : '';
  const isClusterWide = kind.startsWith('Cluster');
  const read = new Reader(spelling);
  const name = read.text(tree, 'metadata.name') ?? '';
  const namespace = isClusterWide ? undefined : (read.text(tree, 'metadata.namespace') ?? 'default');
  if (kind === 'Role' || kind === 'ClusterRole') {
    const rules = read.objects(tree, 'rule').map((rule) => ruleOf(read, rule));
    // A role that gathers others by label gathers those of the cluster too, which no plan shows.
    const gathers = leavesAt(tree, 'aggregation_rule', spelling).length > 0;
    return { is: 'role', role: { namespace, name, labels: {}, rules, gathers: [] }, whole: read.whole && !gathers };
  }
  if (kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') return undefined;
  const role = { kind: read.text(tree, 'role_ref.kind') ?? '', name: read.text(tree, 'role_ref.name') ?? '' };
  const subjects = read.objects(tree, 'subject').flatMap((subject) => subjectOf(read, subject));
  return { is: 'binding', binding: { namespace, name, labels: {}, role, subjects }, whole: read.whole };
}
