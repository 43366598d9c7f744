/** Every subject of a collection is judged, or said not to be; one that is not known never hides among those that are. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FactName, Observation } from '../../../estate/index.ts';
import {
  all,
  answered,
  audited,
  changed,
  cloison,
  collectionWith,
  estate,
  estateWith,
  mended,
  recorded,
  recording,
  without,
  written,
  textOf,
  auditWords,
  type Audited,
  type Change,
} from '../recorded.ts';

const containers = ['bucket', 'prefix', 'volume', 'table', 'fileroot'];
const subjectsOf = (observations: readonly Observation[], kinds?: readonly string[]) =>
  [
    ...new Set(
      observations.filter(({ kind }) => kinds === undefined || kinds.includes(kind)).map(({ subject }) => subject),
    ),
  ].sort();
const mendedContainers = subjectsOf(changed(mended).observations, containers);

/** The containers of a row's subject: an access and a path name theirs inside. */
const concerns = (row: string, subject: string) => row.includes(subject) || row.includes(encodeURIComponent(subject));

describe('row 2: every subject of the collection ends in exactly one row, and the counts add up', () => {
  const check = ({ report }: Audited, observations: readonly Observation[]): void => {
    const rows = report.accounted.map(({ subject }) => subject);
    expect(rows).toEqual(subjectsOf(observations));
    const { sources } = report.unseen;
    expect(rows).toHaveLength(sources.reduce((sum, { subjects }) => sum + subjects, 0));
    for (const { kind, as, verdicts = {} } of report.accounted) {
      expect(as === 'context').toBe(!containers.includes(kind));
      // Judged is more than looked at: some control answered.
      expect(Object.values(verdicts).reduce((sum, each) => sum + each, 0) > 0).toBe(as === 'judged');
    }
    expect(report.accounted.filter(({ as }) => as === 'judged')).toHaveLength(
      (report.outcome as unknown as { containers: number }).containers,
    );
  };

  test('on the recording', async () => check(await audited(), recorded().observations));

  test('whichever subjects are gone; and a promised one that is gone is named, never forgotten', async () => {
    const subjects = subjectsOf(changed(mended).observations);
    await fc.assert(
      fc.asyncProperty(fc.subarray(subjects, { minLength: 1, maxLength: 5 }), async (gone) => {
        const change = all(mended, ...gone.map(without));
        const ran = await audited({ collection: collectionWith(change) });
        check(ran, changed(change).observations);
        const missed = gone.filter((subject) => mendedContainers.includes(subject));
        expect(ran.report.unseen.gaps.map(({ what }) => what).sort()).toEqual(missed.sort());
        expect(ran.code).toBe(missed.length > 0 ? 3 : 0);
      }),
      { numRuns: 3, seed: 2 },
    );
  });

  test('a subject that is told as what it is not, or of a place nobody was sent to, is refused with its line', async () => {
    const refused = async (change: Change): Promise<string> => {
      const { code, err } = await cloison(auditWords({ collection: collectionWith(change) }));
      expect(code).toBe(2);
      return err;
    };
    const scratch = 'store://rgw-paris/scratch';
    const asNode: Change = (seen) => (seen.subject === scratch ? { ...seen, kind: 'node' } : seen);
    expect(await refused(asNode)).toMatch(
      /collection\.jsonl:\d+:1 error \/kind\n {2}A subject of this name is no “node”/,
    );
    const elsewhere: Change = (seen) =>
      seen.subject === scratch ? { ...seen, subject: 'store://elsewhere/scratch' } : seen;
    expect(await refused(elsewhere)).toContain('place “elsewhere”');
  });

  test('an account that does not agree with the lines is refused', async () => {
    const whole = changed(mended);
    const [first, ...rest] = whole.trailer.coverage;
    const coverage = [{ ...first!, subjects: first!.subjects - 1 }, ...rest];
    const text = textOf({ ...whole, trailer: { ...whole.trailer, coverage } });
    const { code, err } = await cloison(auditWords({ collection: written(text) }));
    expect(code).toBe(2);
    expect(err).toContain(`“${first!.place}” counts ${first!.subjects - 1} subjects; there are ${first!.subjects}.`);
  });
});

describe('row 3: one unknown among N, at each position: exactly that subject is unknown, and the run is not 0', () => {
  const state = fc.constantFrom('denied', 'error', 'unknown');
  const position = (subjects: readonly string[]) => fc.constantFrom(...subjects);
  const odd = async (subject: string, fact: FactName, how: 'denied' | 'error' | 'unknown'): Promise<Audited> =>
    audited({ collection: collectionWith(all(mended, answered(subject, fact, { state: how }))) });

  test('its place', async () => {
    // First and last always; between them, drawn.
    const edges = [mendedContainers[0]!, mendedContainers.at(-1)!].map((subject) => [subject, 'denied'] as const);
    await fc.assert(
      fc.asyncProperty(position(mendedContainers), state, async (subject, how) => {
        const { code, found } = await odd(subject, 'location', how);
        expect(found).toContain(`unknown residency/region-is-known ${subject}`);
        expect(found.filter((row) => !row.startsWith('unknown ') || !concerns(row, subject))).toEqual([]);
        expect(code).toBe(3);
      }),
      { numRuns: 5, seed: 3, examples: edges.map(([subject, how]) => [subject, how]) },
    );
  });

  test('who reaches it, and whether strangers do, where personal data lies', async () => {
    const clean = await audited({ collection: collectionWith(mended) });
    expect(clean.code).toBe(0);
    const personal = clean.report.controls['exposure/personal-data-is-not-public']!.allowed;
    expect(personal.length).toBeGreaterThan(20);
    const facts = fc.constantFrom<FactName>('grants', 'publicRead', 'publicWrite');
    await fc.assert(
      fc.asyncProperty(position(personal), facts, state, async (subject, fact, how) => {
        const { code, found } = await odd(subject, fact, how);
        expect(found).toEqual([
          fact === 'grants'
            ? `unknown access/reach-is-known ${subject}`
            : `unknown exposure/personal-data-is-not-public ${subject}`,
        ]);
        expect(code).toBe(3);
      }),
      { numRuns: 5, seed: 3 },
    );
  });
});

describe('row 9: a pass says what it looked at', () => {
  const control = 'residency/personal-data-stays-in-the-eea';
  let ran: Audited;
  beforeAll(async () => {
    ran = await audited();
  });

  test('the report lists, for each control, the subjects that it let pass', () => {
    const { allow, deny, unknown, allowed } = ran.report.controls[control]!;
    expect([allowed.length, deny, unknown]).toEqual([allow, 1, 1]);
    expect(allowed).toContain('store://oss-public/volunteer-applications');
    const looked = [
      ...allowed,
      ...ran.report.findings.filter((finding) => finding.control === control).map(({ subject }) => subject),
    ];
    const judged = ran.report.accounted.filter(({ as }) => as === 'judged').map(({ subject }) => subject);
    expect(looked.filter((subject) => !judged.includes(subject))).toEqual([]);
    for (const tally of Object.values(ran.report.controls)) expect(tally.allowed).toHaveLength(tally.allow);
  });

  test('“why” explains an allowed subject by the facts it stands on, each with its source and date', async () => {
    const about = `${control}@store://oss-public/volunteer-applications`;
    const words = ['why', about, '--estate', estate, '--collection', recording];
    const { code, out } = await cloison([...words, '--json']);
    const { explained } = JSON.parse(out) as {
      explained: { verdict: string; observed: { seen: { at: string; source: string; call: string } }[] }[];
    };
    expect([code, explained.map(({ verdict }) => verdict)]).toEqual([0, ['allow']]);
    const call = 'HeadBucket+GetBucketLocation';
    expect(explained[0]!.observed[0]!.seen).toMatchObject({ at: recorded().header.collectedAt, source: 's3', call });
    const told = await cloison(words);
    expect(told.out).toContain('eu-central-1');
    expect(told.out).toContain('Germany');
  });
});

describe('F3 and row 4: a region that nobody knows', () => {
  const volume = (name: string) => `cluster://k8s-paris/${name.replace('/', '/PersistentVolumeClaim/')}`;
  const odd = {
    [volume('accreditation/photos')]: 'mars-1',
    [volume('medical/images')]: 'us-east-1',
    [volume('platform/backups')]: 'eu-private-2',
    [volume('screening/queue')]: 'EU-PRIVATE',
  };
  const lying = (regions: Readonly<Record<string, string>>) =>
    collectionWith(
      all(
        mended,
        ...Object.entries(regions).map(([subject, region]) => answered(subject, 'location', { value: { region } })),
      ),
    );

  test('is unknown for personal data, exit 3, and the step says where to record the fact with its source', async () => {
    const collection = lying(odd);
    // Of a cluster whose region nobody promised.
    const value = { kubernetes: 'private', declared: { encryption: 'customer-key', replication: 'none' } };
    const silent = estateWith({ file: 'estate.yaml', path: ['zones', 'private', 'places', 'k8s-paris'], value });
    const { code, found } = await audited({ collection, estate: silent });
    const controls = ['residency/personal-data-stays-in-the-eea', 'residency/region-is-known'];
    expect(found).toEqual(
      controls.flatMap((control) => Object.keys(odd).map((subject) => `unknown ${control} ${subject}`)).sort(),
    );
    expect(code).toBe(3);
    const { out } = await cloison(auditWords({ collection, estate: silent }));
    expect(out).toMatch(/→ .*Declare the country of the regions?\b.*under `regions` of .*source/);
  });

  test('is a deviation where the estate promised another one', async () => {
    const subject = 'store://oss-public/volunteer-applications';
    const { code, found } = await audited({ collection: lying({ [subject]: 'us-east-1' }) });
    expect(found).toEqual([
      `deny residency/region-is-known ${subject}`,
      `unknown residency/personal-data-stays-in-the-eea ${subject}`,
    ]);
    expect(code).toBe(1);
  });
});

describe('F6, F7 and row 5: an input never configures its judge', () => {
  const lines = textOf(recorded()).trimEnd().split('\n');
  const keys = {
    config: { threshold: 99 },
    facts: { providers: [{ provider: 'cloud-eu', field: 'seatCountry', value: 'FR' }] },
    clock: '2019-01-01T00:00:00.000Z',
    policies: [],
    trust: { keys: [] },
    waivers: [{ control: 'exposure/personal-data-is-not-public', subject: 'store://oss-public/hospitality-guests' }],
  };
  test.each(Object.entries(keys))('“%s” in the first, any or the last line is exit 2 and named', async (key, value) => {
    const places = [0, 1 + key.length * 40, lines.length - 1];
    const text = lines
      .map((line, at) =>
        places.includes(at) ? JSON.stringify({ ...(JSON.parse(line) as object), [key]: value }) : line,
      )
      .join('\n');
    const { code, err, out } = await cloison(auditWords({ collection: written(`${text}\n`) }));
    expect([code, out]).toEqual([2, '']);
    for (const at of places)
      expect(err).toContain(`collection.jsonl:${at + 1}:1 error /${key}\n  The input carries “${key}”`);
  });
});

describe('F8 and row 6: a value of the wrong type is never a pass', () => {
  test.each<[string, FactName, unknown, string]>([
    ['nonsense for a yes or no', 'publicRead', { value: 123 }, '/value/value'],
    ['a word for a yes or no', 'publicRead', { value: 'false' }, '/value/value'],
    ['nothing for a yes or no', 'publicRead', {}, '/value/value'],
    ['a number for a region', 'location', { region: 7 }, '/value/region'],
    ['a key that does not exist', 'encryption', { value: 'AES' }, '/value/value'],
    [
      'a holder of another kind',
      'grants',
      { grants: [{ who: 'nobody', id: 'x', rights: [], via: 'x' }] },
      '/value/grants/0',
    ],
    [
      'one label instead of a list',
      'labels',
      { labels: 'none', columns: 1, values: 1, fullPass: true },
      '/value/labels',
    ],
    ['a field nobody knows', 'publicRead', { value: false, certified: true }, '/value/certified'],
  ])('%s is exit 2 with its line and path', async (_what, fact, value, pointer) => {
    const subject = 'store://oss-public/hospitality-guests';
    const { code, err } = await cloison(auditWords({ collection: collectionWith(answered(subject, fact, { value })) }));
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`collection\\.jsonl:\\d+:\\d+ error ${pointer}`));
  });

  test('no value of a random shape turns the deny into a pass', async () => {
    const subject = 'store://oss-public/hospitality-guests';
    const shapes = fc.jsonValue({ maxDepth: 2 });
    await fc.assert(
      fc.asyncProperty(shapes, async (value) => {
        const collection = collectionWith(answered(subject, 'publicRead', { value: { value } }));
        const { code, err } = await cloison(auditWords({ collection }));
        if (typeof value === 'boolean') expect(code).toBe(1);
        else expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('error /value/value') as string });
      }),
      { numRuns: 8, seed: 8 },
    );
  });
});
