/** A volume of a StatefulSet and a Service before it, in clusters of several providers. */
import { subjectOf } from '../../../../estate/index.ts';
import type { Properties, Told } from '../../../../audit/plan/told.ts';
import { estateOf, factIn, paris, read, resource } from '../telling.ts';

const zones = Object.fromEntries(
  ['aws', 'azure', 'gcp'].map((of) => [
    of,
    { ...paris.zones['public']!, provider: of, places: { [of]: { kubernetes: of, region: 'r' } } },
  ]),
);
export const estate = estateOf({ ...paris.zones, ...zones });
export const metadata = (name: string, more: Properties = {}): Properties => ({ name, namespace: 'shop', ...more });
export const labels = { app: 'pg' };

export const set = resource({
  type: 'StatefulSet.apps',
  name: 'pg',
  after: {
    metadata: metadata('pg'),
    spec: {
      template: { metadata: { labels: { ...labels, tier: 'db' } }, spec: {} },
      volumeClaimTemplates: [{ metadata: { name: 'data', labels: { 'cloison-dataset': 'results' } } }],
    },
  },
});
export const service = (spec: Properties, annotations: Properties = {}, namespace: Properties[string] = 'shop') =>
  resource({
    type: 'Service',
    name: 's',
    after: { metadata: { name: 's', namespace, annotations }, spec: { selector: labels, ...spec } },
  });
export const volume = (place: string, name = 'data-pg-0') =>
  subjectOf.object(place, 'shop', 'PersistentVolumeClaim', name);

export async function seen(place: string, told: readonly Told[], name?: string) {
  const reading = await read(told, { estate, placeOfInput: () => place });
  const subject = volume(place, name);
  const kind = reading.collection.observations.find((each) => each.subject === subject)?.kind;
  const row = reading.rows.find(({ type }) => type === 'Service');
  return { kind, open: factIn(reading, subject, 'publicRead'), ending: row?.subject ?? row?.why };
}
export const balancer = { type: 'LoadBalancer' };
/** One that leaves no port of the nodes open beside it. */
export const portless = { ...balancer, allocateLoadBalancerNodePorts: false };
export const yes = { value: true, via: 'address' };
export const shut = { kind: 'volume', open: 'missing', ending: 'network' };
export const opened = (place: string, open: unknown) => ({ kind: 'volume', open, ending: volume(place) });
