import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, type How } from '../../../cli/diff/compare.ts';
import { changesOf } from '../../../cli/diff/facts.ts';
import { keyOf, type Side, type SideFinding } from '../../../cli/diff/side.ts';

const control = 'residency/region-is-known';
const finding = (subject: string, changes: Partial<SideFinding> = {}): SideFinding => ({
  control,
  subject,
  verdict: 'deny',
  reasons: [{ code: 'outside', values: { country: 'SG' } }],
  dataset: undefined,
  excused: undefined,
  ...changes,
});

const grounds = { estate: 'e', facts: 'f', module: 'm', policies: '' };
const sideWith = (
  findings: readonly SideFinding[],
  seen: readonly string[] = [],
  changes: Partial<Side> = {},
): Side => ({
  organisation: 'Exercise',
  kind: 'audit',
  run: 'r',
  now: '2026-06-01T00:00:00.000Z',
  grounds,
  findings: new Map(findings.map((each) => [keyOf(each.control, each.subject), each])),
  looked: (subject) => seen.includes(subject) || findings.some((each) => each.subject === subject),
  open: 0,
  ...changes,
});

/** One finding before and after, by how the difference is told; undefined where there is none. */
function how(was: SideFinding | undefined, is: SideFinding | undefined, seen: readonly string[] = []) {
  const { fresh, gone, waived, changed, same } = compare(
    sideWith(was ? [was] : [], seen),
    sideWith(is ? [is] : [], seen),
  );
  const told = Object.entries({ fresh, gone, waived, changed }).flatMap(([list, rows]) =>
    rows.map((row) => [list, row.how]),
  );
  return { told, same };
}

describe('two runs', () => {
  const [x, unknown, covered] = [
    finding('x'),
    finding('x', { verdict: 'unknown' }),
    finding('x', { excused: 'waived' }),
  ];
  const elsewhere = finding('x', { reasons: [{ code: 'outside', values: { country: 'CN' } }] });
  it.each<[string, SideFinding | undefined, SideFinding | undefined, readonly string[], [string, How][], number]>([
    ['the same', x, x, [], [], 1],
    ['nothing', undefined, undefined, [], [], 0],
    ['a finding of what was not there', undefined, x, [], [['fresh', 'appeared']], 0],
    ['a finding of what was there', undefined, x, ['x'], [['fresh', 'found']], 0],
    ['an unknown that is a deviation now', unknown, x, [], [['fresh', 'worse']], 0],
    ['an exception that ended', covered, x, [], [['fresh', 'unexcused']], 0],
    ['an exception that came', x, covered, [], [['waived', 'excused']], 0],
    ['an exception that stays', covered, covered, [], [], 1],
    ['a deviation that nobody knows now', x, unknown, [], [['changed', 'eased']], 0],
    ['the same on other facts', x, elsewhere, [], [['changed', 'facts']], 0],
    ['one that is mended', x, undefined, ['x'], [['gone', 'fixed']], 0],
    ['one that nobody looked at again', x, undefined, [], [['gone', 'unseen']], 0],
  ])('%s', (_, was, is, seen, told, same) => {
    expect(how(was, is, seen)).toEqual({ told, same });
  });

  it('name what judged them where it differs', () => {
    const other = sideWith([], [], { grounds: { ...grounds, facts: 'g', policies: 'p' } });
    expect(compare(sideWith([]), other).grounds).toEqual(['facts', 'policies']);
    expect(compare(other, other).grounds).toEqual([]);
  });

  it('every finding of either side ends in exactly one place, and what is new one way is gone the other', () => {
    const any = fc.record({
      subject: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      verdict: fc.constantFrom('deny' as const, 'unknown' as const),
      excused: fc.constantFrom(undefined, 'waived' as const, 'staged' as const),
      country: fc.constantFrom('SG', 'FR'),
    });
    const findings = fc
      .uniqueArray(any, { selector: ({ subject }) => subject })
      .map((all) =>
        all.map(({ country, subject, ...rest }) =>
          finding(subject, { ...rest, reasons: [{ code: 'outside', values: { country } }] }),
        ),
      );
    fc.assert(
      fc.property(findings, findings, fc.subarray(['a', 'b', 'c', 'd', 'e']), (was, is, seen) => {
        const [one, other] = [sideWith(was, seen), sideWith(is, seen)];
        const there = compare(one, other);
        const told = [...there.fresh, ...there.waived, ...there.changed];
        expect(told.length + there.same).toBe(is.length);
        expect(told.length + there.same + there.gone.length).toBe(
          new Set([...was, ...is].map(({ subject }) => subject)).size,
        );
        const back = compare(other, one);
        expect(back.gone.map(({ subject }) => subject).sort()).toEqual(
          there.fresh
            .filter(({ how: as }) => as === 'appeared' || as === 'found')
            .map(({ subject }) => subject)
            .sort(),
        );
        expect(back.same).toBe(there.same);
        // Nothing that stands open and did not before may be missing from what is new.
        const open = is.filter(({ excused }) => excused === undefined).map(({ subject }) => subject);
        const known = new Set(was.filter(({ excused }) => excused === undefined).map(({ subject }) => subject));
        const fresh = new Set(there.fresh.map(({ subject }) => subject));
        expect(open.filter((subject) => !known.has(subject) && !fresh.has(subject))).toEqual([]);
      }),
    );
  });
});

describe('facts', () => {
  it('are told leaf by leaf, lists of words in no order, and nothing of the run', () => {
    const before = {
      asOf: '1',
      location: { country: 'SG', observation: 'sha256:1' },
      laws: ['b', 'a'],
      rows: [{ x: 1 }],
    };
    const after = {
      asOf: '2',
      location: { country: 'FR', observation: 'sha256:2' },
      laws: ['a', 'b'],
      rows: [{ x: 2 }],
      new: null,
    };
    expect(changesOf(before, after)).toEqual([
      { fact: 'location.country', was: 'SG', is: 'FR' },
      { fact: 'new', was: undefined, is: 'null' },
      { fact: 'rows.0.x', was: '1', is: '2' },
    ]);
    expect(changesOf(before, before)).toEqual([]);
  });
});
