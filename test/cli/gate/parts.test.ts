import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineText, readBaseline } from '../../../cli/gate/findings/baseline.ts';
import { settled } from '../../../cli/gate/findings/settled.ts';
import { condensed } from '../../../cli/gate/telling/condensed.ts';
import { fingerprintOf } from '../../../cli/gate/findings/fingerprint.ts';
import { freezesMet } from '../../../cli/gate/findings/freezes.ts';
import { inputNames, within } from '../../../cli/gate/input/inputNames.ts';
import { makeKnown, type Unknown } from '../../../cli/gate/findings/makeKnown.ts';
import { linesOf } from '../../../cli/gate/telling/settling.ts';
import { addressShown } from '../../../cli/gate/telling/telling.ts';
import { outcomeOf, type Counts } from '../../../cli/outcome.ts';
import { findingOf, rowOf } from './fixture.ts';

describe('a fingerprint', () => {
  it('is another one for another control, subject, dataset, verdict, country; not for another order or number', () => {
    const of = (changes: Parameters<typeof findingOf>[0]) => fingerprintOf(findingOf(changes));
    const reasons = [
      { code: 'outside', values: { country: 'SG', days: 3 } },
      { code: 'needs-decision', values: { country: 'XK' } },
    ];
    const one = of({ reasons });
    expect(of({ reasons: reasons.toReversed() })).toBe(one);
    expect(of({ reasons: [{ code: 'outside', values: { country: 'SG', days: 4 } }, reasons[1]!] })).toBe(one);
    const others = [
      of({ reasons, control: 'residency/region-is-known' }),
      of({ reasons, subject: 'store://oss-public/other' }),
      of({ reasons, dataset: 'staffing-figures' }),
      of({ reasons, verdict: 'unknown' }),
      of({ reasons: [{ code: 'outside', values: { country: 'CN', days: 3 } }, reasons[1]!] }),
    ];
    expect(new Set([one, ...others]).size).toBe(6);
  });
});

describe('a baseline', () => {
  const findings = [
    findingOf(),
    findingOf({ subject: 'store://oss-public/b' }),
    findingOf({ subject: 'store://p/w', waiver: 'W-1' }),
  ];

  it('is the same bytes for the same findings in any order, and holds none under an exception', () => {
    expect(baselineText(findings.toReversed())).toBe(baselineText(findings));
    expect(readBaseline(baselineText(findings), 'b.json')).toHaveLength(2);
  });

  it('tells what was mended from what these inputs do not hold', () => {
    const entries = readBaseline(baselineText(findings), 'b.json');
    const now = settled(
      { entries, digest: 'sha256:x', isOfRef: true },
      [findings[0]!],
      new Set(['store://oss-public/b']),
    );
    expect(now).toMatchObject({ entries: 2, known: 1, unseen: [] });
    expect(now.fixed.map(({ subject }) => subject)).toEqual(['store://oss-public/b']);
    expect(settled({ entries, digest: 'sha256:x', isOfRef: true }, [], new Set()).unseen).toHaveLength(2);
  });

  it.each([
    ['null'],
    ['[]'],
    ['{"version":"cloison/baseline/v2","findings":[]}'],
    ['{"version":"cloison/baseline/v1","findings":{}}'],
    ['{"version":"cloison/baseline/v1","findings":[],"more":1}'],
    ['{"version":"cloison/baseline/v1","findings":["x"]}'],
    ['{"version":"cloison/baseline/v1","findings":[{"fingerprint":"*","control":"a/b","subject":"s"}]}'],
    ['{"version":"cloison/baseline/v1","findings":[],"findings":[]}'],
  ])('is refused as %s', (text) => {
    expect(() => readBaseline(text, 'b.json')).toThrow(expect.objectContaining({ name: 'CloisonFault' }));
  });
});

it('tells findings together below a limit, in their order, and loses none', () => {
  const few = ['a', 'b', 'c'];
  const finding = fc
    .record({ subject: fc.nat({ max: 400 }), dataset: fc.constantFrom(...few), zone: fc.constantFrom(...few) })
    .map(({ subject, ...rest }) => findingOf({ ...rest, subject: `store://p/${subject}` }));
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 300 }), fc.integer({ min: 2, max: 50 }), (findings, limit) => {
      const told = condensed(findings, limit);
      expect(told.length).toBeLessThanOrEqual(limit);
      expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(findings.length);
      expect(new Set(told.map(({ key }) => key)).size).toBe(told.length);
      expect(told[0]?.head).toBe(findings[0]);
    }),
  );
});

describe('names of inputs', () => {
  it('are near ones for what lies near, and hide the folders of the machine', () => {
    expect(inputNames(['-', './plans/a.json', '/srv/ci/job-7/plan.json'])).toEqual(['-', 'plans/a.json', 'plan.json']);
    expect(within('/srv/ci/plan.json')).toBeUndefined();
    expect(within('../plan.json')).toBeUndefined();
  });

  it('never fall together', () => {
    expect(inputNames(['/srv/one/plan.json', '/srv/two/plan.json'])).toEqual(['one/plan.json', 'two/plan.json']);
    const segment = fc.constantFrom('a', 'b', 'plan.json', '..', 'ü');
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.array(path, { maxLength: 8 }), (paths) => {
        const names = inputNames(paths);
        expect(new Set(names).size).toBe(paths.length);
        for (const name of names) expect(name).not.toMatch(/^\//);
      }),
    );
  });
});

describe('a freeze', () => {
  const freeze = { from: '2026-05-01', to: '2026-06-30', scope: 'all', lane: ['security'] };
  const now = '2026-06-01T10:00:00.000Z';
  const rows = [rowOf(), rowOf({ operation: 'same' }), rowOf({ operation: 'read' }), rowOf({ operation: 'delete' })];
  const known = new Set(['public']);
  const met = (changes: Partial<typeof freeze>, lane?: string, at = now) =>
    freezesMet([{ ...freeze, ...changes }], {
      rows,
      gone: [],
      known,
      scopesOf: ({ operation }) => (operation === 'delete' ? ['public'] : []),
      now: at,
      lane,
    }).map(({ changes: count }) => count);

  it('meets what changes on its days, the first and the last among them, and nothing that stays', () => {
    expect(met({})).toEqual([2]);
    expect(met({ to: '2026-06-01' })).toEqual([2]);
    expect(met({ from: '2026-06-01' })).toEqual([2]);
    expect(met({ to: '2026-05-31' })).toEqual([]);
    expect(met({ from: '2026-06-02' })).toEqual([]);
  });

  it('lets its own lane through, and no other word', () => {
    expect(met({}, 'security')).toEqual([]);
    expect(met({}, 'hurry')).toEqual([2]);
  });

  it('is narrow for a zone, and wide for a word that nobody knows', () => {
    expect(met({ scope: 'public' })).toEqual([1]);
    expect(met({ scope: 'pubilc' })).toEqual([2]);
  });
});

describe('what would make it known', () => {
  const unknown: Unknown = {
    subject: 'plan://prod/aws_s3_bucket.a',
    isMasked: false,
    reasons: [],
    kind: 'terraform-plan',
    type: 'aws_s3_bucket',
    entities: new Set(['host-fr']),
    clusters: [],
    place: undefined,
    provider: 'aws',
    region: undefined,
  };
  const plane = '{ entity: <entity>, from: [<country>], clearText: <true|false> }';
  const wholeZone = (provider: string, connection: string, region: string) => [
    'zones:',
    '  <zone>:',
    '    side: <private|public|saas>',
    `    provider: ${provider}`,
    '    country: <country>',
    '    planes:',
    ...['control', 'hypervisor', 'backup', 'keys', 'support'].map((name) => `      ${name}: ${plane}`),
    `    places: { <place>: { ${connection}, region: ${region} } }`,
  ];
  const missing = (fact: string, state = 'unknown') => [{ code: 'fact-not-known', values: { fact, state } }];
  it.each<[string, Partial<Unknown>, string, string[]]>([
    [
      'the region, in Terraform',
      { reasons: missing('location') },
      'program',
      ['provider "aws" {', '  region = "<region>"', '}'],
    ],
    [
      'the region, in Pulumi',
      { reasons: missing('location'), kind: 'pulumi-preview', type: 'aws:s3/bucket:Bucket' },
      'program',
      ['config:', '  aws:region: <region>'],
    ],
    [
      'the region of Azure',
      { reasons: missing('location'), type: 'azurerm_storage_account' },
      'program',
      ['location = "<region>"'],
    ],
    [
      'whose it is',
      { reasons: missing('hosting'), provider: undefined, region: 'r1' },
      'estate',
      ['places:', '  <place>: { s3: <endpoint>, region: r1 }'],
    ],
    [
      'whose cluster it is',
      { reasons: missing('hosting'), provider: undefined, kind: 'kubernetes', type: 'PersistentVolumeClaim' },
      'estate',
      ['places:', '  <place>: { kubernetes: <context>, region: <region> }'],
    ],
    [
      'the region that only the apply decides, though the estate declares one of the place',
      { reasons: missing('location'), place: 'p', provider: 'host-fr' },
      'program',
      ['provider "aws" {', '  region = "<region>"', '}'],
    ],
    [
      'the region of a place',
      {
        reasons: missing('location', 'unsupported'),
        kind: 'kubernetes',
        type: 'Deployment.apps',
        place: 'k8s',
        provider: 'host-fr',
      },
      'estate',
      ['places:', '  k8s: { region: <region> }'],
    ],
    [
      'the zone',
      { reasons: missing('zone'), region: 'eu-west-3' },
      'zone',
      wholeZone('aws', 's3: <endpoint>', 'eu-west-3'),
    ],
    [
      'the zone of a database, that no store answers for',
      { reasons: missing('zone'), region: 'eu-west-3', type: 'aws_db_instance' },
      'zone',
      wholeZone('aws', 'postgresql: <endpoint>', 'eu-west-3'),
    ],
    [
      'the zone of a disk',
      { reasons: missing('zone'), region: 'eu-west-3', type: 'aws_ebs_volume' },
      'zone',
      wholeZone('aws', '<s3|kubernetes|postgresql|files|saas>: <endpoint>', 'eu-west-3'),
    ],
    [
      'the country of an own region',
      { reasons: [{ code: 'no-country', values: { provider: 'host-fr', region: 'r1' } }] },
      'estate',
      ['entities:', '  host-fr: { regions: { r1: <country> } }'],
    ],
    [
      'the dataset',
      { reasons: [{ code: 'nobody-names-it', values: {} }] },
      'program',
      ['tags = {', '  cloison-dataset = "<dataset>"', '}'],
    ],
    [
      'the cluster of a manifest',
      { reasons: missing('location'), kind: 'kubernetes', type: 'PersistentVolumeClaim', clusters: ['k8s'] },
      'call',
      ['--place k8s'],
    ],
    [
      'one of several clusters',
      { reasons: missing('encryption', 'unsupported'), kind: 'kubernetes', clusters: ['a', 'b'] },
      'call',
      ['--place <a|b>'],
    ],
    [
      'the dataset of a known container',
      { reasons: [{ code: 'nobody-names-it', values: {} }], subject: 'store://p/b' },
      'estate',
      ['datasets:', '  <dataset>: { lies: ["store://p/b"] }'],
    ],
    [
      'what the source cannot say',
      { reasons: missing('encryption', 'unsupported'), place: 'p' },
      'estate',
      ['places:', '  p: { declared: { encryption: <provider-key|customer-key> } }'],
    ],
  ])('%s', (_, changes, where, lines) => {
    const settling = makeKnown({ ...unknown, ...changes })!;
    expect([settling.where, linesOf(settling)]).toEqual([where, lines]);
  });

  it('is left to the words where no line would be believed', () => {
    const foreign = { code: 'no-country', values: { provider: 'aws', region: 'mars-1' } };
    expect(makeKnown({ ...unknown, reasons: [foreign] })).toBeUndefined();
    expect(makeKnown({ ...unknown, reasons: missing('encryption', 'unknown') })).toBeUndefined();
  });
});

it('shows a URN by name and type, and everything else as it is', () => {
  const urn = 'urn:pulumi:prod::shop::shop:index:Site$aws:s3/bucket:Bucket::photos::2024';
  expect(addressShown(urn)).toBe('photos::2024 (aws:s3/bucket:Bucket)');
  expect(addressShown('module.a.aws_s3_bucket.b["x::y"]')).toBe('module.a.aws_s3_bucket.b["x::y"]');
});

describe('the outcome', () => {
  const clean: Counts = { controls: 9, subjects: 1, containers: 4, deviations: 0, unknowns: 0, waived: 0, gaps: 0 };
  it.each<[Partial<Counts>, number, string]>([
    [{ frozen: 2 }, 1, 'headline.frozen'],
    [{ frozen: 2, deviations: 1 }, 1, 'headline.frozen'],
    [{ known: 3 }, 0, 'headline.known'],
    [{ known: 3, waived: 1 }, 0, 'headline.known'],
    [{ known: 3, unknowns: 1 }, 3, 'headline.undecided'],
  ])('of %o is %i', (counts, code, headline) => {
    expect(outcomeOf({ ...clean, ...counts })).toMatchObject({ code, headline });
  });

  it.each<[Partial<Counts>, number, number | undefined]>([
    [{ deviations: 1 }, 0, 1],
    [{ gaps: 1 }, 0, 3],
    [{ containers: 0 }, 0, 3],
    [{ frozen: 1 }, 0, 1],
    [{}, 0, undefined],
    [{ badInput: 1 }, 2, undefined],
    [{ integrity: 1 }, 4, undefined],
    [{ unverifiable: 1 }, 5, undefined],
    [{ internal: 1 }, 70, undefined],
  ])('of %o, observed, is %i instead of %s', (counts, code, wouldBe) => {
    const outcome = outcomeOf({ ...clean, ...counts }, { observe: true });
    expect([outcome.code, outcome.wouldBe]).toEqual([code, wouldBe]);
  });
});
