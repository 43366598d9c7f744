import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalBytes,
  controlsNamed,
  revisionType,
  sealRevision,
  signEnvelope,
  startingDays,
  startingOn,
  verifyRevision,
  type SealedControl,
} from '../../estate/index.ts';
import { testKey } from './keys.ts';

const at = '2026-06-01T10:00:00.000Z';
const [older, newer] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];
const since = (control: string) => ({ 'a/old': '2026-01-01', 'a/new': '2026-05-02' })[control];
type Before = Parameters<typeof controlsNamed>[0]['before'];
const naming = (before: Before, controls = ['a/old', 'a/new'], policies = newer) =>
  controlsNamed({ controls, firm: ['a/firm'], policies, at, before, since });

describe('the controls that a revision names', () => {
  const before = (controls?: SealedControl[], policies = older) => ({
    policies,
    sealedAt: '2026-05-01T10:00:00.000Z',
    ...(controls === undefined ? {} : { controls }),
  });

  it.each<[string, Before, readonly SealedControl[]]>([
    [
      'none starts in a first revision: who begins is stopped at once',
      undefined,
      [{ control: 'a/new' }, { control: 'a/old' }],
    ],
    [
      'one that the revision before did not have starts on the day of sealing',
      before([{ control: 'a/old' }]),
      [{ control: 'a/new', from: '2026-06-01' }, { control: 'a/old' }],
    ],
    [
      'one that has started keeps its day: sealing again is no way to start again',
      before([{ control: 'a/old' }, { control: 'a/new', from: '2026-05-20' }]),
      [{ control: 'a/new', from: '2026-05-20' }, { control: 'a/old' }],
    ],
    [
      'a day that was written by a clock that was ahead is no later than that of sealing',
      before([{ control: 'a/old' }, { control: 'a/new', from: '2026-09-01' }]),
      [{ control: 'a/new', from: '2026-06-01' }, { control: 'a/old' }],
    ],
    [
      'where no list was sealed, one starts that did not exist on that day',
      before(),
      [{ control: 'a/new', from: '2026-06-01' }, { control: 'a/old' }],
    ],
    [
      'where the same policies were sealed, nothing is new',
      before(undefined, newer),
      [{ control: 'a/new' }, { control: 'a/old' }],
    ],
  ])('%s', (_what, given, expected) => {
    expect(naming(given)).toEqual(expected);
  });

  it('a control of which nobody knows since when it exists starts nothing', () => {
    expect(naming(before(), ['a/undated'])).toEqual([{ control: 'a/undated' }]);
  });

  it('one that nothing relaxes never starts mildly', () => {
    expect(naming(before([]), ['a/firm'])).toEqual([{ control: 'a/firm' }]);
  });

  it('warn for fourteen days, the first among them, and never before or after, whatever the day', () => {
    const day = fc
      .integer({ min: 0, max: 20_000 })
      .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, (from, today) => {
        const passed = (Date.parse(today) - Date.parse(from)) / 86_400_000;
        const [starting] = startingOn([{ control: 'a/new', from }], today);
        expect(starting !== undefined).toBe(passed >= 0 && passed < startingDays);
        if (starting !== undefined) expect(Date.parse(starting.until) - Date.parse(from)).toBe(13 * 86_400_000);
      }),
    );
    expect(startingOn([{ control: 'a/old' }], '2026-06-01')).toEqual([]);
    expect(startingOn(undefined, '2026-06-01')).toEqual([]);
  });
});

describe('a revision with its controls', () => {
  const owner = testKey('owner');
  const trust = { version: 'cloison/trust/v1', keys: [owner.trusted] } as const;
  const digests = { estate: older, facts: older, policies: newer };
  const sealed = (controls: SealedControl[]) => {
    const body = { version: 'cloison/revision/v1', ...digests, number: 2, controls, sealedAt: at };
    return verifyRevision(
      signEnvelope(revisionType, canonicalBytes(body), owner.signing),
      { ...trust, keys: [...trust.keys] },
      at,
    );
  };

  it('says again what was sealed', () => {
    const controls = naming(undefined);
    const envelope = sealRevision({ ...digests, number: 1, at, controls }, owner.signing);
    expect(verifyRevision(envelope, { ...trust, keys: [...trust.keys] }, at)).toMatchObject({
      ok: true,
      revision: { controls },
    });
    expect(sealed([{ control: 'a/b', from: '2026-06-01' }])).toMatchObject({ ok: true });
  });

  it.each<[string, SealedControl[]]>([
    ['that starts after it was sealed', [{ control: 'a/b', from: '2026-06-02' }]],
    ['that starts on a day that no calendar has', [{ control: 'a/b', from: '2026-02-31' }]],
    ['that is named twice', [{ control: 'a/b' }, { control: 'a/b', from: '2026-06-01' }]],
    ['that is a whole family', [{ control: 'a/*' }]],
  ])('is none with a control %s', (_what, controls) => {
    expect(sealed(controls)).toEqual({ ok: false, reason: 'shape' });
  });
});
