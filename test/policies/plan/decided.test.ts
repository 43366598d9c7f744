import { describe, expect, it } from 'vitest';
import type { Estate, Verdict } from '../../../estate/index.ts';
import { committedFacts, committedRows } from '../../../policies/index.ts';
import { estateWith, judged, subject, type Planned } from './planning.ts';

/** Every region that the facts place in a country, of every provider. */
const regions = committedRows.regions.regions.filter(({ country }) => country !== null);
const facts = committedFacts();
const standing = (country: string) => facts.isIn('EEA', country, '2024-07-26');

/** A zone for each provider, and one dataset of the class that may lie in all of them. */
function worldwide(level: 'D1' | 'D2'): Estate {
  const providers = [...new Set(regions.map(({ provider }) => provider))];
  const zones = providers.map(
    (id) => [`at-${id}`, { side: 'public', provider: id, country: 'FR', places: {} }] as const,
  );
  const dataset = { class: level, home: zones[0]![0], mayLieIn: zones.map(([id]) => id), lies: [] };
  return estateWith({
    zones: Object.fromEntries(zones),
    datasets: { drawn: dataset },
    activities: {},
  });
}
const planned = regions.map(({ provider, region }): Planned => ({
  address: `${provider}/${region}`,
  at: { provider, zone: `at-${provider}`, claims: 'drawn' },
  region,
}));
const expected = (level: 'D1' | 'D2', country: string): Verdict => {
  if (level === 'D1') return 'allow';
  const said = standing(country);
  return said === 'yes' ? 'allow' : said === 'no' ? 'deny' : 'unknown';
};

/** One region in ten: a mutant is one evaluation a region. */
const some = planned.filter((_, at) => at % 10 === 0);

describe.each(['D1', 'D2'] as const)(
  'containers of class %s whose place is in the file, in every region of the facts',
  (level) => {
    const { verdicts } = judged(planned, {}, { estate: worldwide(level) });
    const answers = planned.map((each, at) => ({
      verdict: verdicts.get(subject(each))!,
      expected: expected(level, regions[at]!.country!),
    }));

    it('are decided in nine of ten cases at least, and none is refused or allowed for nothing', () => {
      const decided = answers.filter(({ verdict }) => verdict === 'allow' || verdict === 'deny').length;
      const falseDenies = answers.filter((each) => each.verdict === 'deny' && each.expected !== 'deny').length;
      const falseAllows = answers.filter((each) => each.verdict === 'allow' && each.expected !== 'allow').length;
      console.log(
        `${level}: ${decided} of ${answers.length} decided, ${falseDenies} denied and ${falseAllows} allowed for nothing`,
      );
      expect(answers.length).toBeGreaterThan(150);
      expect(decided / answers.length).toBeGreaterThanOrEqual(0.9);
      expect([falseDenies, falseAllows]).toEqual([0, 0]);
    });

    it('are never allowed once one thing about them is not known, whichever it is', () => {
      const unknowns: Partial<Planned>[] = [
        { region: 'nowhere-1' },
        { facts: { location: 'unknown' } },
        { facts: { replication: 'unknown' } },
        ...(level === 'D2' ? [{ facts: { publicRead: 'unknown' } }, { facts: { publicWrite: 'error' } }] : []),
      ];
      for (const unknown of unknowns) {
        const mutants = some.map((each) => ({ ...each, ...unknown }));
        const { verdicts: found } = judged(mutants, { keep: 'findings' }, { estate: worldwide(level) });
        expect(found.size).toBe(mutants.length);
        expect([...found.values()].filter((verdict) => verdict === 'allow' || verdict === 'not-applicable')).toEqual(
          [],
        );
      }
      for (const at of [{}, { claims: 'drawn' }, { zone: 'invented', claims: 'drawn' }]) {
        const { verdicts: found } = judged(
          some.map((each) => ({ ...each, at })),
          {},
          { estate: worldwide(level) },
        );
        expect([...found.values()].filter((verdict) => verdict === 'allow')).toEqual([]);
      }
    });
  },
);
