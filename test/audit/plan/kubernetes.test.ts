import { describe, expect, it } from 'vitest';
import { kubernetesReader } from '../../../audit/plan/kubernetes/reader.ts';
import { secretLeaf, unknownLeaf, type Properties, type Told } from '../../../audit/plan/told.ts';
import { fixture, problemsOf, readAll, resourcesOf, shortsOf } from './readAll.ts';

const read = (text: string, name = 'manifests.yaml', size?: number): Promise<Told[]> =>
  readAll(kubernetesReader, text, { name, ...(size === undefined ? {} : { size }) });
const addresses = (told: readonly Told[]): string[] => resourcesOf(told).map(({ address }) => address);
const flaws = (told: readonly Told[]): string[] =>
  problemsOf(told).map(
    ({ values, line, column }) => `${String(values['detail'] ?? values['address'])} ${line}:${column}`,
  );
const claim = (name: string, extra = ''): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\n${extra}`;
const table = (tree: unknown): Properties => tree as Properties;

describe('what real tools wrote', () => {
  it('Helm: empty documents are none, a chart is put where its release is', async () => {
    const told = await read(fixture('kubernetes/helm-template.yaml'));
    expect(problemsOf(told)).toEqual([]);
    expect(addresses(told)).toEqual([
      '_/Secret/games-database',
      '_/PersistentVolumeClaim/games-photos',
      'accreditation/Deployment.apps/games-server',
      '_/Job.batch/games-migrate-*1',
    ]);
    const [secret, , , job] = resourcesOf(told);
    expect(table(secret?.after?.['metadata'])['namespace']).toBe(unknownLeaf);
    expect(table(job?.after?.['metadata'])['name']).toBe(unknownLeaf);
    expect(JSON.stringify(told)).not.toContain('canary');
  });

  it('Helm: a report names the namespace of its release, and its notes are no YAML', async () => {
    const told = await read(fixture('kubernetes/helm-dry-run.txt'));
    expect(problemsOf(told)).toEqual([]);
    expect(addresses(told).sort()).toEqual([
      'accreditation/Deployment.apps/games-server',
      'accreditation/Job.batch/games-migrate-*1',
      'accreditation/PersistentVolumeClaim/games-photos',
      'accreditation/Secret/games-database',
    ]);
    const { position } = resourcesOf(told).find(({ type }) => type === 'PersistentVolumeClaim')!;
    expect(fixture('kubernetes/helm-dry-run.txt').split('\n')[position!.line - 1]).toBe('apiVersion: v1');
  });

  it('Kustomize: kinds of the whole cluster have no namespace', async () => {
    const told = await read(fixture('kubernetes/kustomize-build.yaml'));
    expect(problemsOf(told)).toEqual([]);
    expect(addresses(told)).toEqual([
      '_/ClusterRoleBinding.rbac.authorization.k8s.io/prod-accreditation-readers',
      'accreditation/ConfigMap/prod-settings-md5kt5697k',
      'accreditation/Secret/prod-database-g7g4ck6fc9',
      'accreditation/PersistentVolumeClaim/prod-photos',
      'accreditation/StatefulSet.apps/prod-server',
    ]);
    expect(table(resourcesOf(told)[2]?.after?.['data'])['password']).toBe(secretLeaf);
  });

  it('reads each the same whatever pieces the bytes come in', async () => {
    for (const name of ['helm-template.yaml', 'helm-dry-run.txt', 'kustomize-build.yaml']) {
      const text = fixture(`kubernetes/${name}`);
      const whole = await read(text);
      for (const size of [1, 7, 64, 1000]) expect(await read(text, 'manifests.yaml', size)).toEqual(whole);
    }
  });
});

describe('lists and names', () => {
  it('unfolds a list, and tells an item by what its list says of it', async () => {
    const list = `${claim('a')}---\napiVersion: v1\nkind: PersistentVolumeClaimList\nitems:\n- metadata: {name: b}\n- metadata: {name: c, namespace: x}\n`;
    const told = await read(
      `${list}---\napiVersion: v1\nkind: List\nitems:\n- {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}}\n`,
    );
    expect(problemsOf(told)).toEqual([]);
    expect(addresses(told)).toEqual([
      'default/PersistentVolumeClaim/a',
      'default/PersistentVolumeClaim/b',
      'x/PersistentVolumeClaim/c',
      'default/Deployment.apps/d',
    ]);
    expect(resourcesOf(told).map(({ position }) => position?.line)).toEqual([1, 9, 10, 15]);
  });

  it('takes a custom kind as its document says, also one that ends in List', async () => {
    const told = await read('apiVersion: example.org/v1\nkind: AllowList\nmetadata: {name: a}\n');
    expect(addresses(told)).toEqual(['_/AllowList.example.org/a']);
  });

  const item = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a' } };
  it.each<[string, unknown]>([
    ['one object', item],
    ['a bare array', [item]],
    ['a list', { apiVersion: 'v1', kind: 'List', items: [item] }],
    [
      'a list that says its kind last, as kubectl sorts it',
      { apiVersion: 'v1', items: [item], kind: 'List', metadata: { resourceVersion: '' } },
    ],
    [
      'a typed list whose items say nothing',
      { kind: 'PersistentVolumeClaimList', apiVersion: 'v1', items: [{ metadata: { name: 'a' } }] },
    ],
    [
      'a typed list that says its kind last',
      { apiVersion: 'v1', items: [{ metadata: { name: 'a' } }], kind: 'PersistentVolumeClaimList' },
    ],
  ])('reads JSON: %s', async (_, document) => {
    for (const text of [JSON.stringify(document), JSON.stringify(document, null, '\t')]) {
      const told = await read(text);
      expect(problemsOf(told)).toEqual([]);
      expect(addresses(told)).toEqual(['default/PersistentVolumeClaim/a']);
    }
  });

  it('reads one object a line, and tells a last one that is cut', async () => {
    const lines = ['a', 'b', 'c'].map((name) => JSON.stringify({ ...item, metadata: { name } })).join('\n');
    expect(addresses(await read(lines))).toEqual(
      ['a', 'b', 'c'].map((name) => `default/PersistentVolumeClaim/${name}`),
    );
    const cut = await read(lines.slice(0, -5));
    expect(addresses(cut)).toHaveLength(2);
    expect(shortsOf(cut)).toEqual([{ input: 'manifests.yaml', code: 'torn', values: { line: 3 } }]);
  });

  it('takes what a cluster listed for what is there, and what somebody wrote for what will be', async () => {
    const [uid, version, made] = [
      '  uid: 3e1b\n',
      '  resourceVersion: "7"\n',
      '  creationTimestamp: 2026-11-01T00:00:00Z\n',
    ];
    const all = [claim('a', uid + version + made), claim('b'), claim('c', uid), claim('d', uid + made)];
    const told = await read(all.join('---\n'));
    const operations = resourcesOf(told).map(({ operation }) => operation);
    expect(operations).toEqual(['same', 'create', 'create', 'create']);
  });

  it('cites no absolute file and no pipe', async () => {
    for (const name of ['-', '/srv/somebody/k.yaml', 'C:\\k.yaml']) {
      expect(resourcesOf(await read(claim('a'), name))[0]?.position).toBeUndefined();
    }
  });
});

describe('secrets', () => {
  it('drops data, variables, passwords by name, and the copy that kubectl writes', async () => {
    const told = await read(`apiVersion: v1
kind: Secret
metadata:
  name: a
  annotations: {kubectl.kubernetes.io/last-applied-configuration: canary-1}
data: {cert: canary-2}
stringData: {any: canary-3}
---
apiVersion: v1
kind: Pod
metadata: {name: b}
spec:
  automountServiceAccountToken: false
  containers:
  - name: c
    env: [{name: A, value: canary-4}, {name: B, valueFrom: {secretKeyRef: {name: s, key: k}}}]
    password: canary-5
  volumes: [{name: v, secret: {secretName: s}}]
`);
    expect(JSON.stringify(told)).not.toContain('canary');
    const spec = table(resourcesOf(told)[1]?.after?.['spec']);
    expect(spec['automountServiceAccountToken']).toBe(false);
    expect(spec['volumes']).toEqual([{ name: 'v', secret: { secretName: 's' } }]);
    expect(JSON.stringify(spec)).toContain('secretKeyRef');
  });
});

describe('the meaning of YAML is that of Kubernetes', () => {
  it.each<[string, unknown]>([
    ['no', false],
    ['Yes', true],
    ['off', false],
    ['nO', 'nO'],
    ['"no"', 'no'],
    ['0777', 511],
    ['0o17', 15],
    ['0x1F', 31],
    ['-0b11', -3],
    ['1_000', 1000],
    ['08', 8],
    ['1.5e3', 1500],
    ['500m', '500m'],
    ['20Gi', '20Gi'],
    ['2024-07-26', '2024-07-26'],
    ['12:30:45', '12:30:45'],
    ['~', null],
    ['!!str 12', '12'],
    ['.5', 0.5],
    ['+', '+'],
    ['.', '.'],
  ])('%s', async (written, meant) => {
    const [resource] = resourcesOf(await read(claim('a', `spec:\n  x: ${written}\n`)));
    expect(table(resource?.after?.['spec'])['x']).toEqual(meant);
  });

  it('follows anchors inside a document, and merges what a table does not say itself', async () => {
    const [resource] = resourcesOf(await read(claim('a', 'u: &x {k: 1, l: 2}\nv: *x\nw:\n  <<: *x\n  k: 3\n')));
    expect(resource?.after).toMatchObject({ u: { k: 1, l: 2 }, v: { k: 1, l: 2 }, w: { k: 3, l: 2 } });
  });
});

const bomb = (): string => {
  const levels = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`);
  return `${claim('a')}a0: &a0 [x]\n${levels.join('\n')}\n`;
};

describe('bad input is one problem with its place, never a crash and never silence', () => {
  it.each<[what: string, text: string, flaw: string]>([
    ['a key twice', claim('a', 'spec:\n  x: 1\n  x: 2\n'), 'duplicate 7:3'],
    ['a tab', claim('a', 'spec:\n\tx: 1\n'), 'tab 6:1'],
    ['a key that changes every object', claim('a', 'spec:\n  __proto__: {x: 1}\n'), 'key 6:3'],
    ['a key that is a list', claim('a', '? [x]\n: y\n'), 'key 5:3'],
    ['an anchor of another document', `${claim('a', 'x: &x 1\n')}---\n${claim('b', 'x: *x\n')}`, 'alias 11:5'],
    ['a tag', claim('a', 'x: !!python/object:os.system y\n'), 'tag 5:30'],
    ['a number nobody can hold', claim('a', 'x: 123456789012345678\n'), 'number 5:4'],
    ['no number at all', claim('a', 'x: .nan\n'), 'number 5:4'],
    ['a template', claim('a', 'x: {{ .Values.x }}\n'), 'template 5:5'],
    ['200 levels', claim('a', `x: ${'['.repeat(200)}${']'.repeat(200)}\n`), 'depth 5:131'],
    ['a quote that never ends', claim('a', 'x: "y\n'), 'syntax 6:1'],
    ['no kind', 'apiVersion: v1\nmetadata: {name: a}\n', 'kind 1:1'],
    ['no apiVersion', 'kind: PersistentVolumeClaim\nmetadata: {name: a}\n', 'apiVersion 1:1'],
    ['no name', 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {}\n', 'name 1:1'],
    ['no table', `${claim('a')}---\n- x\n`, 'table 6:1'],
    ['a namespace that YAML reads as no', claim('a', '  namespace: n\n'), 'switch 1:1'],
    ['a namespace that is a number', claim('a', '  namespace: 5\n'), 'namespace 1:1'],
    ['a list without items', 'apiVersion: v1\nkind: List\n', 'items 1:1'],
    ['an empty item', 'apiVersion: v1\nkind: List\nitems:\n- \n', 'table 1:1'],
    ['an empty item in JSON', '{"apiVersion":"v1","kind":"List","items":[\nnull]}', 'table 2:1'],
    [
      'an empty item in a list in a list',
      '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"List","items":[null]}]}',
      'table 1:43',
    ],
    [
      'an instruction for Kustomize',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
      'kustomization 1:1',
    ],
    [
      'one object twice',
      `${claim('a')}---\n${claim('a', '  namespace: default\n')}`,
      'default/PersistentVolumeClaim/a 6:1',
    ],
  ])('%s', async (_, text, flaw) => {
    const told = await read(text);
    expect(flaws(told)[0]).toBe(flaw);
    expect(JSON.stringify(problemsOf(told))).not.toMatch(/python|Values/);
  });

  it('cuts off aliases that stand for millions of values', async () => {
    const told = await read(bomb());
    expect(resourcesOf(told)).toEqual([]);
    expect(flaws(told)).toEqual([expect.stringMatching(/^alias \d+:\d+$/)]);
  });

  it('goes on after a bad document, and finds the one bad one at each place', async () => {
    for (let bad = 0; bad < 5; bad += 1) {
      const texts = Array.from({ length: 5 }, (_, n) => (n === bad ? claim('x', 'x: [\n') : claim(`a${n}`)));
      const told = await read(texts.join('---\n'));
      expect(resourcesOf(told)).toHaveLength(4);
      expect(problemsOf(told)).toHaveLength(1);
    }
  });

  it('refuses bytes that are no text, and a document without end', async () => {
    async function* bytes() {
      yield Buffer.from(claim('a', 'x: "'));
      yield Buffer.from([0xff, 0xfe]);
    }
    const told: Told[] = [];
    const signal = new AbortController().signal;
    for await (const one of kubernetesReader.read({ name: 'k.yaml', bytes: bytes() }, signal))
      told.push(...[one].flat());
    expect(flaws(told)).toEqual(['utf8 1:1']);
    expect(flaws(await read(claim('a', `x: "${'y'.repeat(17 * 1024 * 1024)}`)))).toEqual(['size 1:1']);
  });

  it('finds an object that hides among the notes of a release', async () => {
    const text = fixture('kubernetes/helm-dry-run.txt');
    const told = await read(`${text}---\n${claim('hidden')}`);
    expect(addresses(told)).toContain('accreditation/PersistentVolumeClaim/hidden');
  });

  it('keeps hostile names as they are, for whoever prints them to escape', async () => {
    const name = '"\\u001b[2J\\u202e::error::</script>"';
    const [resource] = resourcesOf(await read(claim(name)));
    expect(resource?.name).toBe('\u001b[2J\u202e::error::</script>');
  });
});
