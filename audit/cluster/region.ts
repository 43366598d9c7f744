/** In which region a node stands, and which regions a set of placement terms allows. Labels are self-reported. */
import { failed, value } from '../observe.ts';
import type { Answer } from '../source.ts';
import type { FactValue } from '../../estate/index.ts';
import type { NodeSeen, Term } from './objects.ts';

export type Location = Answer<FactValue<'location'>>;
const regionKeys = ['topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/region'];
/** Drivers of storage write their own keys beside those of Kubernetes: `topology.ebs.csi.aws.com/zone`. */
export const isRegionKey = (key: string): boolean => regionKeys.includes(key) || /^topology\.[^/]+\/region$/.test(key);
export const isZoneKey = (key: string): boolean =>
  key === 'failure-domain.beta.kubernetes.io/zone' || /^topology\.[^/]+\/zone$/.test(key);

/** Regions that a provider writes into the machine's own id; other providers write none. */
const inProviderId: readonly RegExp[] = [
  /^aws:\/\/\/([a-z]{2}(?:-[a-z]+)+-\d)[a-z](?:-[a-z0-9-]+)?\//,
  /^gce:\/\/[^/]+\/([a-z]+-[a-z]+\d+)-[a-z]\//,
  /^([a-z]{2}-[a-z]+(?:-\d)?)\.i-/,
  /^openstack:\/\/([^/]+)\//,
];

export function regionOfNode({ labels, providerId = '' }: NodeSeen): Location {
  const said = regionKeys.map((key) => labels[key]).filter((label) => label !== undefined && label !== '');
  const derived = inProviderId.map((pattern) => pattern.exec(providerId)?.[1]).find((region) => region !== undefined);
  const regions = new Set([...said, ...(derived === undefined ? [] : [derived])] as string[]);
  if (regions.size > 1) return failed('unknown', 'region-conflict');
  const [region] = regions;
  return region === undefined ? failed('unknown', 'no-topology') : value({ region });
}

/** Region of all nodes together; `unknown` when they disagree or one says nothing. */
export function regionOfAll(nodes: readonly NodeSeen[]): Location {
  if (nodes.length === 0) return failed('unknown', 'no-node');
  const regions = new Set<string>();
  for (const node of nodes) {
    const location = regionOfNode(node);
    if (location.value === undefined) return location;
    regions.add(location.value.region);
  }
  const [region, other] = regions;
  return other === undefined ? value({ region: region!, nodes: nodes.length }) : failed('unknown', 'several-regions');
}

/** A term we cannot evaluate may match any node: it is taken to match, which can only add regions. */
function matches({ labels, name }: NodeSeen, { expressions }: Term): boolean {
  return expressions.every(({ key, operator, values }) => {
    const label = key === 'metadata.name' || key === 'kubernetes.io/hostname' ? (labels[key] ?? name) : labels[key];
    if (operator === 'In') return label !== undefined && values.includes(label);
    if (operator === 'NotIn') return label === undefined || !values.includes(label);
    if (operator === 'Exists') return label !== undefined;
    if (operator === 'DoesNotExist') return label === undefined;
    return true;
  });
}

/** Regions that the terms name outright, when every alternative names one. */
function named(terms: readonly Term[]): readonly string[] | undefined {
  const each = terms.map(
    ({ expressions }) => expressions.find(({ key, operator }) => operator === 'In' && isRegionKey(key))?.values,
  );
  return each.includes(undefined) ? undefined : [...new Set(each.flat() as string[])];
}

/** Alternatives are joined by "or"; an empty list constrains nothing and says nothing. */
export function regionOfTerms(terms: readonly Term[], nodes: Answer<readonly NodeSeen[]>): Location {
  if (terms.length === 0) return failed('unknown', 'no-topology');
  const regions = named(terms);
  if (regions?.length === 1) return value({ region: regions[0]! });
  if (regions !== undefined) return failed('unknown', 'several-regions');
  if (nodes.value === undefined) return nodes as Answer<never>;
  return regionOfAll(nodes.value.filter((node) => terms.some((term) => matches(node, term))));
}
