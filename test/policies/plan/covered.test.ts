/** Exceptions for addresses of a plan: they hold for what stood there when they were granted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverFields, subjectOf, type Covers, type Estate, type Waiver } from '../../../estate/index.ts';
import { estate, estateWith, home, judged, subject, type Planned } from './planning.ts';

const control = 'keys/keys-are-held-outside-the-provider';
/** Refused by exactly one control. */
const excused: Planned = {
  ...home,
  at: { ...home.at, place: 'rgw-paris' },
  facts: { encryption: { value: 'provider-key' } },
};
const covers: Covers = {
  dataset: 'accreditation-file',
  class: 'D3',
  provider: 'integrator-fr',
  zone: 'private',
  place: 'rgw-paris',
  region: 'eu-private',
  country: 'FR',
  environment: 'prod',
};
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
    papers: findings.flatMap((each) => (each.control.startsWith('waiver/') ? [each.verdict] : [])),
    standing: standings.get(subject(planned)),
  };
}

const without = (name: keyof Covers): Covers => {
  const { [name]: _, ...rest } = covers;
  return rest as Covers;
};

describe('an exception for an address of a plan', () => {
  it.each(['all', 'findings'] as const)('holds where what it was granted for stands there: %s', (keep) => {
    expect(run({ keep })).toEqual({ state: 'applied', lapsed: [], excused: ['W-1'], papers: [], standing: covers });
  });

  it('is printed with what stands there, so that it holds as soon as it is pasted', () => {
    const { standing } = run({ granted: { covers: without('class') } });
    expect(run({ granted: { covers: standing as Covers } }).excused).toEqual(['W-1']);
  });

  it.each(coverFields)('holds for no other %s, said or left out, and says which', (field) => {
    const other = { ...covers, [field]: field === 'class' ? 'D2' : field === 'country' ? 'SG' : 'another' };
    for (const granted of [other, without(field)]) {
      const { state, lapsed, excused: by, papers } = run({ granted: { covers: granted } });
      expect([state, by, papers]).toEqual(['not-in-force', [undefined], ['deny']]);
      const said = [`stands-otherwise ${granted[field] ?? 'unknown'} ${covers[field] ?? 'unknown'} ${field}`];
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
    expect(standings.get(subject(excused))).toEqual(without('environment'));
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
        const isSame = coverFields.every((field) => granted[field] === covers[field]);
        expect(run({ granted: { covers: granted } }).excused).toEqual([isSame ? 'W-1' : undefined]);
      }),
      { numRuns: 60, examples: [[covers as never]] },
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
