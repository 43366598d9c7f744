import { describe, expect, it } from 'vitest';
import { stageOn, strictest, type ControlStage } from '../../estate/index.ts';

const stages: ControlStage[] = [
  { control: 'residency/*', stage: 'warn', from: '2026-01-01' },
  { control: 'residency/*', stage: 'block', from: '2026-03-01' },
  { control: 'residency/region-is-known', stage: 'observe', from: '2026-02-01' },
  { control: 'residency/*', team: 'shop', stage: 'warn', from: '2026-01-01' },
  { control: 'keys/held', team: 'shop', stage: 'observe', from: '2026-01-01' },
  { control: 'keys/held', team: 'prod', stage: 'warn', from: '2026-01-01' },
];

describe('the stage of a control', () => {
  it.each<[string, string[], string, string]>([
    ['residency/other', [], '2025-12-31', 'block'],
    ['residency/other', [], '2026-01-01', 'warn'],
    ['residency/other', [], '2026-03-01', 'block'],
    ['residencyx/other', [], '2026-01-01', 'block'],
    ['residency/region-is-known', [], '2026-02-01', 'observe'],
    ['residency/region-is-known', [], '2026-01-31', 'warn'],
    ['residency/region-is-known', ['shop'], '2026-03-01', 'warn'],
    ['residency/other', ['shop'], '2026-03-01', 'warn'],
    ['keys/held', ['shop'], '2026-03-01', 'observe'],
    ['keys/held', ['shop', 'prod'], '2026-03-01', 'warn'],
    ['keys/held', ['stranger'], '2026-03-01', 'block'],
    ['keys/held', ['stranger', 'shop'], '2026-03-01', 'observe'],
  ])('%s of %j on %s is %s', (control, teams, day, stage) => {
    expect(stageOn(stages, control, teams, day)).toBe(stage);
  });

  it('blocks where nobody writes any, and of two that begin together the stricter counts', () => {
    expect(stageOn(undefined, 'a/b', [], '2026-01-01')).toBe('block');
    const both: ControlStage[] = [
      { control: 'a/b', stage: 'observe', from: '2026-01-01' },
      { control: 'a/b', stage: 'warn', from: '2026-01-01' },
    ];
    expect(stageOn(both, 'a/b', [], '2026-01-01')).toBe('warn');
    expect(stageOn(both.toReversed(), 'a/b', [], '2026-01-01')).toBe('warn');
    expect(strictest([])).toBeUndefined();
  });
});
