/** Containers that will lie elsewhere than before, and containers whose copy is sent elsewhere. */
import type { Movement } from '../reading.ts';
import type { FactValue } from '../../../estate/index.ts';
import type { Container, Placed } from './containers.ts';

const endOf = ({ provider, region, place }: Placed): Movement['from'] => ({
  ...(provider === undefined ? {} : { provider }),
  ...(region.value === undefined ? {} : { region: region.value }),
  ...(place === undefined ? {} : { place }),
});

/** Elsewhere: provider, region or place differ, or the new one is not known while the old one was. */
const moves = (from: Placed, to: Placed): boolean =>
  from.provider !== to.provider || from.place !== to.place || from.region.value !== to.region.value;

/** `named`: containers by physical name, to say where a copy goes; a target outside the input goes nobody knows where. */
export function* movementsOf(container: Container, named: ReadonlyMap<string, Container>): Generator<Movement> {
  const { subject, address, before, placed, facts, kept } = container;
  const { operation } = kept.planned;
  if (before !== undefined && (operation === 'replace' || operation === 'update') && moves(before, placed))
    yield { subject, address, kind: operation, from: endOf(before), to: endOf(placed) };
  const copied = facts.replication?.value as FactValue<'replication'> | undefined;
  for (const target of copied?.targets ?? []) {
    const to = named.get(target);
    yield { subject, address, kind: 'replication', from: endOf(placed), to: to === undefined ? {} : endOf(to.placed) };
  }
}
