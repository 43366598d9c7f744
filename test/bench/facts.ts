/**
 * What our gate knows beside the estate, as a document for `conftest --data`: the data of our policy module as it is, and
 * regions and providers keyed as questions look them up. Prepared once, like the facts that our package carries: no run
 * of conftest is charged for it.
 */
import { committedFacts, committedRows, policyData } from '../../policies/index.ts';

/** Statements that make the chain of a provider. */
const fields = ['seatCountry', 'incorporationCountry', 'eeaContractingCountry', 'parentCountry'];

/** `asOf`: the day of the questions. `place`: where manifests go, as `--place` says it. */
export function factsFor(asOf: string, place: string): object {
  const facts = committedFacts();
  const { regions, providers } = facts.rows;
  const stated = (provider: string) =>
    fields.map((field) => {
      const rows = facts.statements(provider, field, asOf).filter(({ value }) => typeof value === 'string');
      return [field, rows.map(({ value, confidence }) => ({ value, confidence }))];
    });
  const located = (provider: string) =>
    regions.regions
      .filter((row) => row.provider === provider && row.country !== null)
      .map(({ region, country, confidence }) => [region, { country, confidence }]);
  const keyed = (ids: readonly string[], of: (id: string) => unknown[][]) =>
    Object.fromEntries([...new Set(ids)].map((id) => [id, Object.fromEntries(of(id)) as object]));
  return {
    cloison: { facts: policyData(committedRows) },
    bench: {
      asOf,
      place,
      regions: keyed(
        regions.regions.map(({ provider }) => provider),
        located,
      ),
      statements: keyed(
        providers.statements.map(({ provider }) => provider),
        stated,
      ),
    },
  };
}
