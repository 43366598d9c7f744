import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlStages, diskFiles, readEstateFrom, stageOn, type ControlStage } from '../../../estate/index.ts';
import { looseningsOf, stageLoosenings } from '../../../policies/index.ts';

const { estate: sample } = readEstateFrom('stacks/sample/estate', diskFiles);
const estate = sample!;
const of = (...stages: ControlStage[]) => (stages.length === 0 ? estate : { ...estate, stages });
const at = (control: string, stage: ControlStage['stage'], from: string, team?: string): ControlStage => ({
  control,
  stage,
  from,
  ...(team === undefined ? {} : { team }),
});
const subjects = (base: typeof estate, head: typeof estate) =>
  stageLoosenings(base, head).map(({ subject, field }) => `${subject} ${field}`);
const known = 'residency/region-is-known';

describe('a change of stages', () => {
  it.each<[string, ControlStage[], ControlStage[], string[]]>([
    ['from nothing to warn', [], [at(known, 'warn', '2026-01-01')], ['control://residency%2Fregion-is-known stages']],
    ['from nothing to block', [], [at(known, 'block', '2026-01-01')], []],
    ['a family that is only watched', [], [at('keys/*', 'observe', '2026-01-01')], ['control://keys%2F%2A stages']],
    ['from warn to block', [at(known, 'warn', '2026-01-01')], [at(known, 'block', '2026-01-01')], []],
    [
      'a block that comes later',
      [at(known, 'warn', '2026-01-01'), at(known, 'block', '2026-02-01')],
      [at(known, 'warn', '2026-01-01'), at(known, 'block', '2026-03-01')],
      ['control://residency%2Fregion-is-known stages'],
    ],
    [
      'a block that comes sooner',
      [at(known, 'warn', '2026-01-01'), at(known, 'block', '2026-03-01')],
      [at(known, 'warn', '2026-01-01'), at(known, 'block', '2026-02-01')],
      [],
    ],
    [
      'one team more that is warned',
      [at(known, 'block', '2026-01-01')],
      [at(known, 'block', '2026-01-01'), at(known, 'warn', '2026-01-01', 'shop')],
      ['control://residency%2Fregion-is-known stages'],
    ],
    [
      'the strict entry of one of two names that go together',
      [at(known, 'block', '2026-01-01', 'a'), at(known, 'warn', '2026-01-01', 'b')],
      [at(known, 'warn', '2026-01-01', 'b')],
      ['control://residency%2Fregion-is-known stages'],
    ],
  ])('%s', (_, base, head, expected) => {
    expect(subjects(of(...base), of(...head))).toEqual(expected);
  });

  it('is among the loosenings of an estate', () => {
    expect(looseningsOf(estate, of(at(known, 'warn', '2026-01-01')))).toEqual([
      { code: 'field', subject: 'control://residency%2Fregion-is-known', field: 'stages' },
    ]);
  });

  const entry = fc.record({
    control: fc.constantFrom(known, 'residency/*', 'residency/class-lies-in-allowed-zones'),
    stage: fc.constantFrom(...controlStages),
    from: fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01'),
    team: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
  });
  const entries = fc
    .array(entry, { maxLength: 5 })
    .map((list) => list.map(({ control, stage, from, team }) => at(control, stage, from, team)));

  it('that makes anybody on any day blocked less is always found, and one that does not never is', () => {
    const ranks = (stages: ControlStage[], control: string) =>
      ['2025-12-31', '2026-01-01', '2026-02-15', '2026-03-01', '2030-01-01'].flatMap((day) =>
        [[], ['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c'], ['stranger', 'a']].map((teams) =>
          controlStages.indexOf(stageOn(stages, control, teams, day)),
        ),
      );
    const controls = [known, 'residency/class-lies-in-allowed-zones', 'residency/another', 'keys/other'];
    fc.assert(
      fc.property(entries, entries, (base, head) => {
        const isMilder = controls.some((control) => {
          const after = ranks(head, control);
          return ranks(base, control).some((was, index) => after[index]! < was);
        });
        expect(stageLoosenings(of(...base), of(...head)).length > 0).toBe(isMilder);
      }),
      { numRuns: 400 },
    );
  });
});
