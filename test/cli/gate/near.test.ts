/** Row 15: what nobody knows is told with those that there are, and with the one that was perhaps meant, whatever its case. */
import { describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { run } from '../support.ts';
import { bad, estateAt, gate, good, planAt, preview } from './world.ts';

const zone = (provider: string, region: string) => `  other:
    side: public
    provider: ${provider}
    country: FR
    lawsAccepted: []
    planes:
      control: { entity: host-fr, from: [FR], clearText: true }
    places: { there: { s3: "https://there.example", region: ${region} } }
activities:
`;
const withZone = (provider: string, region: string) => estateAt(['activities:\n', zone(provider, region)]);
const withPapers = (text: string) => estateAt(['documents:', `${text}\ndocuments:`]);
const waiver = (control: string, subject: string) =>
  `waivers:\n  - { id: W-1, control: ${control}, subject: "${subject}", covers: { verdict: deny, found: [x] }, reason: migration, owner: role:it, from: 2026-05-01, until: 2026-07-01, signed: [a.json, b.json] }`;

interface Row {
  readonly code: string;
  readonly level: string;
  readonly path: string;
  readonly line: number;
  readonly sentence: string;
  readonly next: string;
}

async function checked(estate: string, language = 'en'): Promise<Row[]> {
  const { code, out } = await run(['estate', 'check', estate, '--json', '--lang', language]);
  expect(code).toBe(0);
  return (JSON.parse(out) as { problems: Row[] }).problems;
}

describe('estate check warns of', () => {
  it.each<[string, string, string, string, string, string[]]>([
    [
      'a provider in another case',
      withZone('Scaleway', 'fr-par'),
      'provider-unrecorded',
      '/zones/other/provider',
      'scaleway',
      ['host-fr', 'aws'],
    ],
    [
      'an entity misspelt',
      withZone('hots-fr', 'eu-private'),
      'provider-unrecorded',
      '/zones/other/provider',
      'host-fr',
      ['committee'],
    ],
    [
      'a region of a provider',
      withZone('aws', 'eu-wset-3'),
      'region-unrecorded',
      '/zones/other/places/there/region',
      'eu-west-3',
      ['af-south-1'],
    ],
    [
      'a region of an entity',
      withZone('host-fr', 'EU-Private'),
      'region-undeclared',
      '/zones/other/places/there/region',
      'eu-private',
      ['far-away'],
    ],
    [
      'the control of a stage',
      withPapers('stages:\n  - { control: keys/keys-are-held-outside-the-provdier, stage: warn, from: 2026-05-01 }'),
      'control-unrecorded',
      '/stages/0/control',
      'keys/keys-are-held-outside-the-provider',
      [],
    ],
    [
      'a family of controls',
      withPapers('stages:\n  - { control: residencey/*, stage: warn, from: 2026-05-01 }'),
      'control-unrecorded',
      '/stages/0/control',
      'residency/*',
      ['residency/region-is-known'],
    ],
    [
      'the control of an exception',
      withPapers(waiver('residency/region-is-knwon', 'store://store-paris/health-file')),
      'control-unrecorded',
      '/waivers/0/control',
      'residency/region-is-known',
      ['residency/copies-follow-the-class'],
    ],
    [
      'the place of an exception',
      withPapers(waiver('residency/region-is-known', 'store://Store-Paris/health-file')),
      'waiver-place-unrecorded',
      '/waivers/0/subject',
      'store-paris',
      ['k8s-paris'],
    ],
    [
      'the scope of a freeze',
      withPapers('freezes:\n  - { from: 2026-07-01, to: 2026-07-02, scope: privat, lane: [security] }'),
      'scope-unrecorded',
      '/freezes/0/scope',
      'private',
      ['health-file'],
    ],
  ])('%s', async (_what, estate, code, path, near, known) => {
    const [english, ...more] = await checked(estate);
    expect(more).toEqual([]);
    expect(english).toMatchObject({ code, path, level: 'warning' });
    expect(english!.line).toBeGreaterThan(1);
    expect(english!.next).toContain(`Did you mean “${near}”?`);
    for (const each of known) expect(english!.next).toContain(each);
    const [french] = await checked(estate, 'fr');
    expect(french!.next).toMatch(new RegExp(`^Vouliez-vous dire «\u00A0${near.replace('*', '\\*')}\u00A0»\u202F\\?`));
  });

  it('one that is near nothing, with the list alone', async () => {
    const [problem] = await checked(withZone('nobody-at-all-that-we-know', 'x'));
    expect(problem!.next).not.toContain('Did you mean');
    expect(problem!.next).toMatch(/Known here: committee, host-fr, .*\(\+\d+\)\.$/);
  });

  it('nothing where every name is known', async () => {
    expect(await checked(withZone('scaleway', 'fr-par'))).toEqual([]);
    expect(await checked(withPapers('stages:\n  - { control: residency/*, stage: warn, from: 2026-05-01 }'))).toEqual(
      [],
    );
  });
});

describe('the gate tells', () => {
  const told = async (estate: string, ...words: string[]) => {
    const { err, code } = await gate([planAt(preview([good])), '--estate', estate, ...words]);
    return { err, code };
  };

  it('the names of the estate that nobody knows, beside the run', async () => {
    const { err, code } = await told(withZone('Scaleway', 'fr-par'));
    expect(code).toBe(0);
    expect(err).toMatch(/estate\.yaml:\d+:\d+ “Scaleway” is no entity .* Did you mean “scaleway”\?/);
    expect((await told(withZone('scaleway', 'fr-par'))).err).not.toContain('Did you mean');
  });

  it('a team, a lane and an environment that nobody knows', async () => {
    const estate = withPapers(
      'stages:\n  - { control: keys/*, team: Shop, stage: block, from: 2026-05-01 }\nfreezes:\n  - { from: 2026-07-01, to: 2026-07-02, scope: all, lane: [security] }',
    );
    const { err } = await told(estate, '--team', 'shop', '--lane', 'securty', '--environment', 'Prod');
    expect(err).toContain('Nothing is called “shop” (--team). Did you mean “Shop”? Known here: Shop.');
    expect(err).toContain('Nothing is called “securty” (--lane). Did you mean “security”? Known here: security.');
    expect(err).toContain('Nothing is called “Prod” (--environment). Did you mean “prod”? Known here: prod.');
    const right = await told(estate, '--team', 'Shop', '--lane', 'security', '--environment', 'prod');
    expect(right.err).not.toContain('Nothing is called');
    // An environment is called as people like, and where no stage is of a team any team will do.
    expect((await told(estateAt(), '--team', 'x', '--lane', 'y', '--environment', 'production-eu')).err).not.toContain(
      'Nothing is called',
    );
  });

  it('the place and the control that nobody knows, and ends with 2', async () => {
    const place = await told(estateAt(), '--place', 'K8S-Paris');
    expect(place).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean “k8s-paris”?') as string });
    const stage = await gate([
      planAt(preview([good])),
      '--estate',
      withPapers('stages:\n  - { control: residency/regoin-is-known, stage: warn, from: 2026-05-01 }'),
    ]);
    expect(stage.code).toBe(2);
    expect(stage.err).toContain('Did you mean “residency/region-is-known”?');
  });

  const misnamed = (dataset: string) => planAt(preview([{ name: 'new-files', region: 'eu-private', dataset }]));

  it.each(['terminal', 'markdown', 'github', 'sarif', 'junit', 'codequality'])(
    'the dataset that a change perhaps meant, in %s',
    async (format) => {
      const { code, out } = await gate([misnamed('Health-Flie'), '--estate', estateAt(), '--format', format]);
      expect(code).toBe(3);
      expect(out.replaceAll('&#8220;', '“')).toMatch(
        /Did you mean “health\\?-file”\? Datasets of the estate: staffing\\?-figures, health\\?-file\./,
      );
      const french = await gate([misnamed('Health-Flie'), '--estate', estateAt(), '--format', format, '--lang', 'fr']);
      expect(french.out).toMatch(/Vouliez-vous dire «\u00A0health\\?-file\u00A0»/);
    },
  );

  it('the region that a change perhaps meant, of an entity and of a provider', async () => {
    const region = async (of: string, estate: string) => {
      const { out } = await gate([planAt(preview([{ ...bad, region: of }])), '--estate', estate, '--json']);
      return (JSON.parse(out) as GateDocument).findings.flatMap(({ near }) => near ?? [])[0];
    };
    expect(await region('eu-privat', estateAt())).toEqual({
      of: 'region',
      word: 'eu-privat',
      nearest: 'eu-private',
      known: ['eu-private', 'far-away'],
    });
    expect(await region('zz', estateAt())).toEqual({ of: 'region', word: 'zz', known: ['eu-private', 'far-away'] });
  });

  it('no name near a dataset that is there', async () => {
    const { out } = await gate([misnamed('health-file'), '--estate', estateAt(), '--json']);
    expect((JSON.parse(out) as GateDocument).findings.filter(({ near }) => near !== undefined)).toEqual([]);
  });
});
