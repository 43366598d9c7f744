/** Containers that will lie elsewhere than before, and containers whose copy is sent elsewhere. */
import type { Movement } from '../../reading.ts';
import type { FactValue } from '../../../../estate/index.ts';
import { regionOf } from '../../place/region.ts';
import type { Placed } from './around.ts';
import type { Container } from './containers.ts';

type End = Pick<Placed, 'provider' | 'region' | 'place'>;
export const endOf = ({ provider, region, place }: End): Movement['from'] => ({
  ...(provider === undefined ? {} : { provider }),
  ...(region.value === undefined ? {} : { region: region.value }),
  ...(place === undefined ? {} : { place }),
});

/** Elsewhere: provider, region or place differ, or the new one is not known while the old one was. */
export const isElsewhere = (from: Placed, to: Placed): boolean =>
  from.provider !== to.provider || from.place !== to.place || from.region.value !== to.region.value;

/** What comes under the name of another that goes is that one, replaced. */
const changes: ReadonlySet<string> = new Set(['replace', 'update', 'create']);

/** `named`: containers by name and subject, to say where a copy goes; a target outside the input goes nobody knows where. */
function* movementsOf(container: Container, named: ReadonlyMap<string, Container>): Generator<Movement> {
  const { subject, address, kind, before, placed, facts, kept, regions } = container;
  const { operation } = kept.planned;
  const how = operation === 'update' ? 'update' : 'replace';
  if (before !== undefined && changes.has(operation) && isElsewhere(before, placed))
    yield { subject, address, kind: how, from: endOf(before), to: endOf(placed) };
  const copied = facts.replication?.value as FactValue<'replication'> | undefined;
  const endFor = (target: string): Movement['to'] => {
    if (regions.includes(target)) {
      const { provider } = placed;
      return endOf({ provider, region: regionOf(provider ?? '', target), place: undefined });
    }
    const to = named.get(target.replace(/^metadata:/, ''));
    return to ? endOf(to.placed) : {};
  };
  // Whether a workload copies is asked of its movements alone.
  const isDark = kind === 'workload' && ['unknown', 'error'].includes(facts.replication?.state ?? '');
  const ends = isDark ? [{}] : (copied?.targets ?? []).map(endFor);
  // Several copies that go to one end, or nobody knows where, are one movement to read.
  for (const to of new Map(ends.map((end) => [JSON.stringify(end), end])).values())
    yield { subject, address, kind: 'replication', from: endOf(placed), to };
}

/** Containers by physical name and by subject, those that two share left out: a copy to one of them goes nobody knows where. */
function namedOnce(containers: Iterable<Container>): ReadonlyMap<string, Container> {
  const found = new Map<string, Container | undefined>();
  for (const container of containers) {
    for (const name of [container.kept.after?.name?.value, container.subject])
      if (name !== undefined) found.set(name, found.has(name) ? undefined : container);
  }
  return new Map([...found].filter((pair): pair is [string, Container] => pair[1] !== undefined));
}

const isCopied = ({ facts: { replication }, kind }: Container): boolean =>
  replication?.value !== undefined || (kind === 'workload' && replication !== undefined);

/** `inner`: prefixes of them, which go with their bucket and have no name of their own. */
export function movementsIn(all: readonly Container[], inner: readonly Container[]): Movement[] {
  const copies = all.some(({ facts }) => facts.replication?.value !== undefined);
  const named = copies ? namedOnce(all) : new Map<string, Container>();
  const found: Movement[] = [];
  // Most of a hundred thousand are new and copied nowhere.
  for (const list of [all, inner])
    for (const container of list)
      if (container.before !== undefined || isCopied(container)) found.push(...movementsOf(container, named));
  return found;
}
