import { expect, it } from 'vitest';
import { subjectOf } from '../../../../estate/index.ts';
import { unknownLeaf, type Properties, type Told } from '../../../../audit/plan/told.ts';
import { read, resource } from '../telling.ts';

const group = (name: string): Properties => ({ kind: 'Group', name });
const everybody = [
  group('system:unauthenticated'),
  group('system:authenticated'),
  { kind: 'User', name: 'system:anonymous' },
];
const binding = (kind: 'RoleBinding' | 'ClusterRoleBinding', roleRef: Properties, subject: Properties) =>
  resource({
    type: `${kind}.rbac.authorization.k8s.io`,
    name: 'b',
    after: {
      metadata: { name: 'b', ...(kind === 'RoleBinding' ? { namespace: 'shop' } : {}) },
      roleRef,
      subjects: [group('staff'), subject],
    },
  });
const clusterRole = (name: string) => ({ kind: 'ClusterRole', name });
const role = (name: string, resources: Properties[string], verbs: string[] = ['get', 'list']) =>
  resource({
    type: 'ClusterRole.rbac.authorization.k8s.io',
    name: 'r',
    after: { metadata: { name }, rules: [{ apiGroups: [''], resources, verbs }] },
  });
const claim = resource({
  type: 'PersistentVolumeClaim',
  name: 'c',
  after: { metadata: { name: 'c', namespace: 'shop' }, spec: {} },
});
const photos = subjectOf.object('k8s', 'shop', 'PersistentVolumeClaim', 'c');

/** How the binding ends, at a place of the estate and at a cluster that nobody names. */
async function endings(told: readonly Told[]) {
  const at = async (place?: string) => {
    const reading = await read(told, place === undefined ? {} : { placeOfInput: () => place });
    return reading.rows.find(({ type }) => type.includes('Binding'))!;
  };
  return [await at('k8s'), await at()].map(({ reason, outcome }) => reason ?? outcome);
}
const both = (ending: string) => [ending, ending];

it.each(everybody)('is unknown what $name reaches where nobody lists what lies there', async (subject) => {
  const wide = binding('ClusterRoleBinding', clusterRole('view'), group('staff'));
  expect(await endings([wide])).toEqual(both('grants-elsewhere'));
  for (const named of ['cluster-admin', 'edit', 'nobody-knows'])
    for (const kind of ['RoleBinding', 'ClusterRoleBinding'] as const)
      expect(await endings([binding(kind, clusterRole(named), subject)])).toEqual(both('grants-everybody'));
});

it('asks what the role gives: of the inputs, of what clusters bring, or of what is known only after apply', async () => {
  const bound = (name: string) => binding('ClusterRoleBinding', clusterRole(name), everybody[1]!);
  expect(await endings([bound('r'), role('r', ['secrets'])])).toEqual(both('grants-everybody'));
  expect(await endings([bound('r'), role('r', ['pods/exec'], ['create'])])).toEqual(both('grants-everybody'));
  expect(await endings([bound('r'), role('r', unknownLeaf)])).toEqual(both('grants-everybody'));
  expect(await endings([bound('r'), role('r', ['nodes'])])).toEqual(both('grants-elsewhere'));
  expect(await endings([bound('system:discovery')])).toEqual(both('grants-elsewhere'));
  expect(await endings([bound('system:discovery'), role('system:discovery', ['secrets'])])).toEqual(
    both('grants-everybody'),
  );
  expect(
    await endings([binding('ClusterRoleBinding', { kind: 'ClusterRole', name: unknownLeaf }, everybody[0]!)]),
  ).toEqual(both('grants-everybody'));
});

it('judges what one namespace shows, and never takes one volume for all that a cluster holds', async () => {
  const near = binding('RoleBinding', clusterRole('edit'), everybody[0]!);
  const wide = binding('ClusterRoleBinding', clusterRole('edit'), everybody[0]!);
  expect(await endings([claim, near])).toEqual(both('judged'));
  expect(await endings([claim, wide])).toEqual(both('grants-everybody'));
  const reading = await read([claim, wide], { placeOfInput: () => 'k8s' });
  expect(reading.rows.map(({ subject }) => subject)).toEqual([photos, photos]);
});
