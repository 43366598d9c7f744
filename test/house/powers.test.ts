/** The audit and the guard must agree on what a right over the API of a cluster opens: a hole in one table is a hole. */
import { describe, expect, it } from 'vitest';
import audited from '../../audit/cluster/rbac/powers.json' with { type: 'json' };
import guarded from '../../guard/adapters/kubernetes/powers.json' with { type: 'json' };

interface Row {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}
interface Audited extends Row {
  readonly volume: readonly string[];
  readonly secrets: readonly string[];
  readonly becomes?: boolean;
  readonly clusterOnly?: boolean;
  readonly named?: boolean;
}
interface Guarded extends Row {
  readonly rights: readonly string[];
  readonly everywhere?: boolean;
  readonly named?: boolean;
}

/** One line a group, resource and verb, with every right that any row gives for it. */
function atomsOf<R extends Row>(rows: readonly R[], rightsOf: (row: R) => readonly string[]): Map<string, string> {
  const rights = new Map<string, Set<string>>();
  for (const row of rows)
    for (const group of row.groups)
      for (const resource of row.resources)
        for (const verb of row.verbs) {
          const key = `${verb} ${resource}${group === '' ? '' : `.${group}`}`;
          rights.set(key, new Set([...(rights.get(key) ?? []), ...rightsOf(row)]));
        }
  return new Map([...rights].map(([key, found]) => [key, [...found].sort().join(' ')]));
}

/**
 * Where the two may differ, and why. The audit has the whole of RBAC before it and follows an account to what that account
 * holds; the guard sees one request, and must suppose the worst of it.
 */
const differing: Readonly<Record<string, string>> = {
  'create serviceaccounts/token': 'the audit follows the account to what it holds',
  'impersonate serviceaccounts': 'the audit follows the account to what it holds',
  'impersonate serviceaccounts.authentication.k8s.io': 'the audit follows the account to what it holds',
  'get secrets': 'a get shows one secret and lists none',
  'watch secrets': 'a watch shows secrets; the list before it is a right of its own',
};

describe('the powers of a cluster', () => {
  const audit = atomsOf(audited as readonly Audited[], ({ volume, secrets }) => [...volume, ...secrets]);
  const guard = atomsOf(guarded as readonly Guarded[], ({ rights }) => rights);

  it('are the same in the audit and in the guard', () => {
    expect(audit.size).toBeGreaterThan(80);
    expect([...guard.keys()].filter((key) => !audit.has(key))).toEqual([]);
    expect([...audit.keys()].filter((key) => !guard.has(key))).toEqual([]);
  });

  it('give the same rights, but for what is listed with its reason', () => {
    const unequal = [...audit.keys()].filter((key) => audit.get(key) !== guard.get(key));
    expect(unequal.sort()).toEqual(Object.keys(differing).sort());
  });

  it('lead to the account where the audit gives no right of its own', () => {
    const bare = (audited as readonly Audited[]).filter(({ volume, secrets }) => volume.length + secrets.length === 0);
    expect(bare.filter(({ becomes }) => becomes !== true)).toEqual([]);
  });

  it('are narrowed by names in both or in neither', () => {
    const named = (rows: readonly (Row & { named?: boolean })[]) =>
      [
        ...atomsOf(
          rows.filter((row) => row.named === true),
          () => [],
        ).keys(),
      ].sort();
    expect(named(audited as readonly Audited[])).toEqual(named(guarded as readonly Guarded[]));
  });

  it('that no RoleBinding can give lead everywhere in the guard, or are about volumes outside every namespace', () => {
    const everywhere = new Set(
      atomsOf(
        (guarded as readonly Guarded[]).filter((row) => row.everywhere === true),
        () => [],
      ).keys(),
    );
    const clusterOnly = atomsOf(
      (audited as readonly Audited[]).filter((row) => row.clusterOnly === true),
      () => [],
    );
    const others = [...clusterOnly.keys()].filter((key) => !everywhere.has(key));
    expect(others.filter((key) => !/ (persistentvolumes|volumesnapshotcontents\.)/.test(key))).toEqual([]);
  });
});
