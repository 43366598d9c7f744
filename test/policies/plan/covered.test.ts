/** Exceptions for addresses of a plan: they hold for what stood there when they were granted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredBy, coverFields, subjectOf, type Covers, type Estate, type Waiver } from '../../../estate/index.ts';
import { estate, estateWith, home, judged, subject, type Planned } from './planning.ts';

const control = 'keys/keys-are-held-outside-the-provider';
/** Refused by exactly one control. */
const excused: Planned = {
  ...home,
  at: { ...home.at, place: 'rgw-paris' },
  facts: { encryption: { value: 'provider-key' } },
};
const covers = {
  dataset: 'accreditation-file',
  class: 'D3',
  verdict: 'deny',
  found: ['provider-key provider=integrator-fr'],
  provider: 'integrator-fr',
  zone: 'private',
  place: 'rgw-paris',
  region: 'eu-private',
  country: 'FR',
  environment: 'prod',
} as const satisfies Covers;
const { verdict: _verdict, found: _found, ...standing } = covers;
const waiver: Waiver = {
  id: 'W-1',
  control,
  subject: subject(excused),
  covers,
  reason: 'migration',
  owner: 'role:store-lead',
  from: '2024-07-01',
  until: '2024-08-31',
};

interface Run {
  readonly planned?: Planned;
  readonly granted?: Partial<Waiver>;
  readonly environment?: string | undefined;
  readonly own?: Partial<Estate>;
  readonly keep?: 'all' | 'findings';
}

function run({ planned = excused, granted = {}, environment = 'prod', own = {}, keep = 'all' }: Run = {}) {
  const { findings, waivers, standings } = judged(
    [planned],
    { environmentOf: () => environment, keep },
    {
      estate: estateWith({ ...own, waivers: [{ ...waiver, ...granted }] }),
      waivers: new Map([['W-1', { approval: 'valid', opinion: 'favourable' }]]) as never,
    },
  );
  const [use] = waivers;
  const about = findings.filter((each) => each.control === control);
  return {
    state: use!.state,
    lapsed: (use!.lapsed ?? []).map(({ code, values }) => [code, ...Object.values(values)].join(' ')),
    excused: about.map((each) => each.waiver),
    findings: about,
    papers: findings.flatMap((each) => (each.control.startsWith('waiver/') ? [each.verdict] : [])),
    standing: standings.get(subject(planned)),
  };
}

const without = (name: keyof Covers): Covers => {
  const { [name]: _, ...rest } = covers;
  return rest;
};

describe('an exception for an address of a plan', () => {
  it.each(['all', 'findings'] as const)('holds where what it was granted for stands there: %s', (keep) => {
    const { findings: _, ...ran } = run({ keep });
    expect(ran).toEqual({ state: 'applied', lapsed: [], excused: ['W-1'], papers: [], standing });
  });

  it('is printed with what stands there, so that it holds as soon as it is pasted', () => {
    const { standing: there, findings } = run({ granted: { covers: without('class') } });
    expect(coveredBy(findings[0]!, there)).toEqual(covers);
  });

  const always = new Set(['verdict', 'found', 'environment']);
  it.each(coverFields)('holds for no other %s, said or left out, and says which', (field) => {
    const others = { class: 'D2', country: 'SG', verdict: 'unknown', found: ['provider-key provider=another'] };
    const other: Covers = { ...covers, [field]: others[field as 'class'] ?? 'another' };
    for (const granted of [other, ...(always.has(field) ? [] : [without(field)])]) {
      const { state, lapsed, excused: by, papers } = run({ granted: { covers: granted } });
      expect([state, by, papers]).toEqual(['not-in-force', [undefined], ['deny']]);
      const said = [['stands-otherwise', granted[field] ?? 'unknown', covers[field] ?? 'unknown', field].join(' ')];
      expect(lapsed).toEqual(said);
    }
  });

  it('that does not say what it covers excuses nothing, and is a finding', () => {
    const { covers: _, ...old } = waiver;
    const ran = judged(
      [excused],
      { environmentOf: () => 'prod' },
      {
        estate: estateWith({ waivers: [old] }),
        waivers: new Map([['W-1', { approval: 'valid', opinion: 'favourable' }]]) as never,
      },
    );
    expect(ran.findings.map((each) => [each.control, each.waiver, each.verdict])).toEqual([
      [control, undefined, 'deny'],
      ['waiver/waivers-are-in-force', undefined, 'deny'],
    ]);
    expect(ran.waivers).toMatchObject([{ state: 'not-in-force', lapsed: [{ code: 'not-bound' }] }]);
  });

  it.each([undefined, ''])('holds in no run that names no environment: %j', (environment) => {
    const estateNow = estateWith({ waivers: [{ ...waiver, covers: { ...covers, environment: 'unknown' } }] });
    const approved = new Map([['W-1', { approval: 'valid', opinion: 'favourable' }]]) as never;
    const { findings, standings } = judged(
      [excused],
      { environmentOf: () => environment },
      { estate: estateNow, waivers: approved },
    );
    expect(findings.map((each) => each.waiver)).toEqual([undefined, undefined]);
    const { environment: _, ...there } = standing;
    expect(standings.get(subject(excused))).toEqual(there);
  });

  it('ends when the bucket moves abroad, holds another dataset, or the estate raises the class', () => {
    const abroad = { ...excused, region: 'ap-southeast-1', at: { ...home.at, provider: 'cloud-eu', zone: 'public' } };
    expect(run({ planned: abroad })).toMatchObject({ excused: [undefined], state: 'not-in-force' });
    const retagged = { ...excused, at: { ...excused.at, claims: 'staffing-figures' } };
    expect(run({ planned: retagged }).excused).not.toContain('W-1');
    const later = {
      ...excused,
      at: { ...excused.at, claimedBefore: 'accreditation-file', claims: 'staffing-figures' },
    };
    expect(run({ planned: later }).excused).toEqual(['W-1']);
    const file = estate.datasets['accreditation-file']!;
    const raised = { datasets: { ...estate.datasets, 'accreditation-file': { ...file, class: 'D4' as const } } };
    expect(run({ own: raised })).toMatchObject({
      excused: [undefined],
      lapsed: ['stands-otherwise D3 D4 class'],
    });
  });

  it('never excuses what differs in anything, whatever differs', () => {
    const text = fc.constantFrom('another', 'public', 'cloud-eu', 'eu-central-1');
    const any = fc.record(
      {
        dataset: fc.constantFrom('accreditation-file', 'results'),
        class: fc.constantFrom('D3', 'D4'),
        provider: fc.constantFrom('integrator-fr', 'cloud-eu'),
        zone: fc.constantFrom('private', 'public'),
        place: fc.constantFrom('k8s-paris', 'rgw-paris'),
        region: fc.oneof(fc.constant('eu-private'), text),
        country: fc.constantFrom('FR', 'SG'),
        environment: fc.constantFrom('prod', 'staging'),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(any, (granted) => {
        const fields = Object.keys(granted) as (keyof typeof granted)[];
        // Who accepted it of a higher class accepted it of this one.
        const isSame = fields.every((field) => field === 'class' || granted[field] === covers[field]);
        const { verdict, found } = covers;
        expect(run({ granted: { covers: { ...granted, verdict, found: [...found] } } }).excused).toEqual([
          isSame ? 'W-1' : undefined,
        ]);
      }),
      { numRuns: 60, examples: [[standing as never]] },
    );
  });

  it('is bound for whoever reaches it and for its movements too', () => {
    const access = subjectOf.access('operator://op-1', subject(excused));
    const { covers: _, ...old } = { ...waiver, subject: access };
    const { waivers } = judged(
      [excused],
      {},
      {
        estate: estateWith({ waivers: [old] }),
        waivers: new Map([['W-1', { approval: 'valid', opinion: 'favourable' }]]) as never,
      },
    );
    expect(waivers).toMatchObject([{ state: 'not-in-force', lapsed: [{ code: 'not-bound' }] }]);
    const path = subjectOf.path(subject(excused), 'zone://public');
    expect(run({ granted: { subject: path, covers: { ...covers, country: 'SG' } } }).lapsed).toEqual([
      'stands-otherwise SG FR country',
    ]);
  });
});
