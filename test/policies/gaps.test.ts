import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Collection, Estate, Observation, SourceCoverage } from '../../estate/index.ts';
import { gapsOf } from '../../policies/coverage.ts';
import heard from '../../policies/heard.json' with { type: 'json' };
import { estate, seen, view } from './questions/view.ts';

const places = ['oss-public', 'rgw-paris', 'k8s-paris'];
const row = (place: string, changed: object = {}) =>
  ({
    place,
    source: 's',
    kind: 's3',
    reached: true,
    subjects: 0,
    skipped: 0,
    calls: 1,
    retries: 0,
    ...changed,
  }) as unknown as SourceCoverage;
const whole = places.map((place) => row(place));

function gaps(
  coverage: readonly SourceCoverage[],
  observations: readonly Observation[] = [],
  changed: Partial<Estate> = { datasets: {} },
) {
  const collection = { observations, trailer: { coverage } } as unknown as Collection;
  return gapsOf(view(changed, observations), collection).gaps.map(({ what, reason }) => `${what}: ${reason}`);
}
const heardOn = (subject: string, facts: readonly string[]) =>
  facts.map((fact) => seen(subject, fact as never, undefined, 'unsupported'));

describe('a place of the estate', () => {
  it('is a gap without a collection, and without a row of its own', () => {
    const all = gapsOf(view(), undefined).gaps;
    expect(all.map(({ what, reason }) => [what, reason])).toEqual(
      expect.arrayContaining(places.map((place) => [place, 'not-collected'])),
    );
    expect(gaps(whole.slice(1))).toEqual(['oss-public: not-collected']);
  });

  it('is a gap by the row that fell short, whatever other rows of it say and wherever that one stands', () => {
    const short = row('rgw-paris', { reason: 'budget' });
    fc.assert(
      fc.property(fc.shuffledSubarray([...whole, short, row('rgw-paris')], { minLength: 5 }), (rows) => {
        expect(gaps(rows)).toEqual(['rgw-paris: budget']);
      }),
    );
  });

  it('that was not reached is unreachable where no reason was given', () => {
    expect(gaps([row('oss-public', { reached: false }), ...whole.slice(1)])).toEqual(['oss-public: unreachable']);
  });

  it('that nobody can look into is named apart, and a zone without places has none', () => {
    const zones = {
      saas: { ...estate.zones['public']!, side: 'saas', places: { crm: { saas: 'crm' } } },
      bare: { ...estate.zones['public']!, places: undefined },
    };
    expect(gapsOf(view({ zones: zones as never, datasets: {} }), undefined)).toEqual({
      gaps: [],
      declaredOnly: ['crm'],
    });
  });
});

describe('a container of a place that was wholly read', () => {
  const subject = 'store://rgw-paris/b';
  const lying = (of: object) => ({ datasets: { d: { class: 'D3', ...of } } }) as unknown as Partial<Estate>;

  it('is a gap when it was declared, as original or copy, and not found or found absent', () => {
    const gone = [seen(subject, 'exists', undefined, 'absent')];
    for (const declared of [{ lies: [subject] }, { copies: [{ subject, kind: 'backup' }] }])
      for (const observations of [[], gone])
        expect(gaps(whole, observations, lying(declared))).toEqual([`${subject}: not-found`]);
    expect(gaps(whole, [], lying({}))).toEqual([]);
    expect(
      gaps(
        whole.filter(({ place }) => place !== 'rgw-paris'),
        [],
        lying({ lies: [subject] }),
      ),
    ).toEqual(['rgw-paris: not-collected']);
  });

  it('is a gap when any one of the facts it must be heard on was left out', () => {
    const facts: readonly string[] = heard.bucket;
    expect(gaps(whole, heardOn(subject, facts))).toEqual([]);
    for (const left of facts)
      expect(
        gaps(
          whole,
          heardOn(
            subject,
            facts.filter((fact) => fact !== left),
          ),
        ),
      ).toEqual([`${subject}: incomplete`]);
  });

  it('is a gap when copies were looked for and it was left out', () => {
    const other = 'store://rgw-paris/other';
    const printed = [...heardOn(subject, heard.bucket), ...heardOn(other, [...heard.bucket, 'content'])];
    expect(gaps(whole, printed)).toEqual([`${subject}: incomplete`]);
  });
});
