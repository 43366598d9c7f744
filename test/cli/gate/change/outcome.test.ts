import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../cli/outcome.ts';

describe('the one function of code and headline', () => {
  const count = fc.nat({ max: 3 });
  it('lets findings that do not block change the headline of a pass and nothing else', () => {
    fc.assert(
      fc.property(
        fc.record({
          controls: count,
          subjects: count,
          containers: fc.integer({ min: 1, max: 3 }),
          deviations: count,
          unknowns: count,
          waived: count,
          gaps: count,
          frozen: count,
          known: count,
          stale: count,
        }),
        fc.integer({ min: 1, max: 9 }),
        fc.record({ failOnWaived: fc.boolean(), observe: fc.boolean() }),
        (counts, stagedOnes, leave) => {
          const [without, having] = [outcomeOf(counts, leave), outcomeOf({ ...counts, staged: stagedOnes }, leave)];
          expect([having.code, having.wouldBe]).toEqual([without.code, without.wouldBe]);
          const isPass = without.code === 0 && without.wouldBe === undefined;
          expect(having.headline).toBe(isPass ? 'headline.staged' : without.headline);
          const unsigned = outcomeOf({ ...counts, unsigned: 1 }, leave);
          expect(unsigned.wouldBe ?? unsigned.code).toBe(1);
        },
      ),
    );
  });
});
