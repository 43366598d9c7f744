/** What was seen, folded into one row a container; and who stands behind an address, as far as the facts say. Pure. */
import { placeOf, type FactName, type FactValue, type Observation } from '../../estate/index.ts';
import type { Facts } from '../../policies/index.ts';
import endpoints from './endpoints.json' with { type: 'json' };

export interface SeenContainer {
  readonly subject: string;
  readonly kind: string;
  /** Value, or the state that stands for it. */
  /** Codes of what went wrong while reading it, once each. */
  readonly failures: readonly string[];
  readonly of: <F extends FactName>(fact: F) => FactValue<F> | undefined;
}

const listed = new Set(['bucket', 'prefix', 'volume', 'table', 'fileroot', 'node']);

const failed: ReadonlySet<string> = new Set(['error', 'denied']);

export function containersOf(observations: readonly Observation[], place: string): SeenContainer[] {
  const own = observations.filter(({ subject, kind }) => listed.has(kind) && placeOf(subject) === place);
  return [...Map.groupBy(own, ({ subject }) => subject)].map(([subject, rows]) => ({
    subject,
    kind: rows[0]!.kind,
    failures: [
      ...new Set(rows.filter(({ state }) => failed.has(state)).map(({ state, origin }) => origin.code ?? state)),
    ].sort(),
    of: (fact) => rows.find((row) => row.fact === fact && row.state === 'value')?.value as never,
  }));
}

/** An address of a provider that the facts know, by the end of its host name; another host says nothing. */
export function providerAt(address: string): string | undefined {
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return Object.entries(endpoints).find(([suffix]) => host === suffix || host.endsWith(`.${suffix}`))?.[1];
}

export interface Behind {
  readonly entity: string;
  readonly countries: readonly string[];
  readonly laws: readonly string[];
}

function texts(facts: Facts, provider: string, fields: readonly string[], day: string): string[] {
  const rows = fields.flatMap((field) => facts.statements(provider, field, day));
  return [...new Set(rows.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])))];
}

/** Whoever operates it and the laws on record for where that entity and its parents sit; recorded, not judged. */
export function behind(provider: string | undefined, facts: Facts, day: string): Behind | undefined {
  if (provider === undefined || !facts.isProvider(provider)) return undefined;
  const [entity = provider] = texts(facts, provider, ['operatingEntity', 'legalName', 'eeaContractingEntity'], day);
  const seats = [
    'seatCountry',
    'incorporationCountry',
    'eeaContractingCountry',
    'headquartersCountry',
    'parentCountry',
  ];
  const countries = texts(facts, provider, seats, day);
  return { entity, countries, laws: [...new Set(facts.lawsOf(countries, day).map(({ id }) => id))] };
}
