import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, type Counts } from '../../cli/outcome.ts';

const clean: Counts = {
  controls: 21,
  subjects: 412,
  containers: 40,
  deviations: 0,
  unknowns: 0,
  waived: 0,
  gaps: 0,
};

describe('headline and exit code', () => {
  it.each<[number, string, Partial<Counts>]>([
    [0, 'headline.pass', {}],
    [0, 'headline.waived', { waived: 2 }],
    [1, 'headline.deviations', { deviations: 1 }],
    [2, 'headline.bad-input', { badInput: 1 }],
    [3, 'headline.undecided', { unknowns: 1 }],
    [3, 'headline.undecided', { gaps: 1 }],
    [3, 'headline.empty', { containers: 0 }],
    [3, 'headline.stale', { stale: 1 }],
    [4, 'headline.integrity', { integrity: 1 }],
    [5, 'headline.unverifiable', { unverifiable: 1 }],
    [70, 'headline.internal', { internal: 1 }],
  ])('are %i and %s for %o', (code, headline, counts) => {
    expect(outcomeOf({ ...clean, ...counts })).toMatchObject({ code, headline });
  });

  it('are 1 for a deviation beside gaps: the second sentence names those', () => {
    expect(outcomeOf({ ...clean, deviations: 1, gaps: 3 }).code).toBe(1);
  });

  it('are 0 for an empty run, and 1 for an exception in use, only where the user asks for that', () => {
    expect(outcomeOf({ ...clean, containers: 0 }, { allowEmpty: true }).code).toBe(0);
    expect(outcomeOf({ ...clean, waived: 1 }, { failOnWaived: true }).code).toBe(1);
  });

  const count = fc.oneof(fc.constant(0), fc.nat({ max: 3 }));
  const mixes = fc.record({
    internal: count,
    badInput: count,
    integrity: count,
    unverifiable: count,
    stale: count,
    controls: count,
    subjects: count,
    containers: count,
    deviations: count,
    unknowns: count,
    waived: count,
    gaps: count,
  });
  const leaves = fc.record({ allowEmpty: fc.boolean(), failOnWaived: fc.boolean() });
  const codes: Readonly<Record<string, number>> = {
    'headline.internal': 70,
    'headline.bad-input': 2,
    'headline.integrity': 4,
    'headline.unverifiable': 5,
    'headline.deviations': 1,
    'headline.waived-refused': 1,
    'headline.undecided': 3,
    'headline.stale': 3,
    'headline.empty': 3,
    'headline.waived': 0,
    'headline.pass': 0,
  };

  it('never disagree, over all mixes of counts', () => {
    fc.assert(
      fc.property(mixes, leaves, (counts, leave) => {
        const { code, headline } = outcomeOf(counts, leave);
        expect(codes[headline]).toBe(code);
      }),
      { numRuns: 2000 },
    );
  });

  it('follow the precedence 70 > 2 > 4 > 5 > 1 > 3 > 0, decided anew from the counts', () => {
    fc.assert(
      fc.property(mixes, leaves, (counts, leave) => {
        const present = [
          [70, counts.internal > 0],
          [2, counts.badInput > 0],
          [4, counts.integrity > 0],
          [5, counts.unverifiable > 0],
          [1, counts.deviations > 0 || (leave.failOnWaived && counts.waived > 0)],
          [3, counts.unknowns + counts.gaps + counts.stale > 0 || (counts.containers === 0 && !leave.allowEmpty)],
        ] as const;
        expect(outcomeOf(counts, leave).code).toBe(present.find(([, holds]) => holds)?.[0] ?? 0);
      }),
      { numRuns: 2000 },
    );
  });
});
