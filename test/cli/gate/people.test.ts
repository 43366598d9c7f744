/** Names of resources that are data of people: found in no output of a run, told by kind and place, and still judged one by one. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../cli/gate/findings/fingerprint.ts';
import { findPeople } from '../../../cli/gate/people/find.ts';
import { coveredBy, type Finding } from '../../../estate/index.ts';
import { isSuspect } from '../../../cli/gate/people/suspect.ts';
import type { GateFormat } from '../../../cli/gate/rendering.ts';
import { folder, keysIn, run } from '../support.ts';
import { filesIn, keys, seal, verify } from './bound/world.ts';
import { estateAt, gate, planAt, preview } from './world.ts';

const formats: readonly GateFormat[] = ['terminal', 'json', 'sarif', 'junit', 'codequality', 'markdown', 'github'];
const estate = estateAt();

/** Each must be seen nowhere; for each a part that would tell it too. */
const people = {
  jeanne: 'jeanne.martin@example.org',
  paul: 'paul.durand@example.org',
  phone: '0612345678',
  called: '+33612345679',
  nir: '185057800608491',
  iban: 'fr7630006000011234567890189',
  hub: 'claire-2epetit-40example-2eorg',
  // What is linked to a number may be whose it is.
  name: 'jeanne-martin',
} as const;
const forms = (text: string): string[] => {
  const digest = createHash('sha256').update(text).digest('hex');
  return [text, encodeURIComponent(text), encodeURIComponent(encodeURIComponent(text)), digest];
};
const leaksIn = (text: string): string[] =>
  Object.entries(people).flatMap(([who, each]) => (forms(each).some((form) => text.includes(form)) ? [who] : []));

const change = (address: string, type: string, after: object) => ({
  address,
  mode: 'managed',
  type,
  name: 'people',
  provider_name: 'registry.terraform.io/hashicorp/aws',
  change: { actions: ['create'], before: null, after, after_unknown: {} },
});
/** Users by address, a bucket each in a place that is not allowed, and one thing of a type that nobody knows. */
const terraform = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: [
    ...[people.jeanne, people.paul].flatMap((who, at) => [
      change(`aws_iam_user.people["${who}"]`, 'aws_iam_user', { name: who }),
      change(`aws_s3_bucket.home["${who}"]`, 'aws_s3_bucket', { bucket: `home-${at}`, region: 'ap-southeast-1' }),
      change(`aws_s3_bucket.drop["${who}"]`, 'aws_s3_bucket', { bucket: `drop-${who}`, region: 'ap-southeast-1' }),
    ]),
    change(`aws_new_thing.people["${people.called}"]`, 'aws_new_thing', { name: people.nir }),
  ],
  configuration: { provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws' } } },
});
const claim = (namespace: string, name: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name}, namespace: ${namespace} }
spec: { accessModes: [ReadWriteOnce] }
---
`;
const manifests = [
  claim(`jeanne-martin-${people.phone}`, 'photos'),
  claim('figures', `claim-${people.hub}`),
  claim('figures', `of-${people.iban}`),
  claim('figures', `assure-${people.nir}`),
].join('');
const pulumi = preview([
  { name: people.jeanne, region: 'far-away' },
  { name: people.paul, region: 'far-away' },
  { name: people.paul.toUpperCase(), region: 'far-away', dataset: people.phone },
]);
const plans = () => [
  planAt(terraform, 'tf.json'),
  planAt(manifests, 'all.yaml'),
  planAt(pulumi, `${people.phone}.json`),
];

interface Row {
  readonly address: string;
  readonly subject?: string;
}
interface Told {
  readonly rows: readonly Row[];
  readonly findings: readonly (Finding & { readonly fingerprint: string; readonly exception?: object })[];
  readonly counts: { readonly judged: number };
  readonly masked?: { readonly kinds: readonly { kind: string; count: number }[] };
}
const toldOf = async (words: readonly string[]): Promise<Told> =>
  JSON.parse((await gate([...words, '--format', 'json'])).out) as Told;

describe('of people in names nothing is told', () => {
  it.each(formats.flatMap((format) => (['en', 'fr'] as const).map((language) => [format, language] as const)))(
    'as %s, in %s',
    async (format, language) => {
      const baseline = join(folder(), 'baseline.json');
      const words = ['--estate', estate, '--place', 'k8s-far', '--follow', '--write-baseline', baseline];
      const ran = await gate([...plans(), ...words, '--format', format, '--lang', language], { width: 120 });
      expect(leaksIn(`${ran.out}${ran.err}${readFileSync(baseline, 'utf8')}`)).toEqual([]);
      expect(ran.code).toBe(1);
      // The looking itself is looked at.
      expect(ran.out).toContain('‹e-mail 1›');
      expect(ran.out.replaceAll(/\s+/g, ' ')).toMatch(/personal data|données personnelles|"masked"/i);
    },
  );

  it('nor in a report that is written to a file, nor in what the last lines say', async () => {
    const out = join(folder(), 'report.json');
    const ran = await gate([...plans(), '--estate', estate, '--place', 'k8s-far', '--out', out, '--format', 'json']);
    expect(leaksIn(ran.out + ran.err + readFileSync(out, 'utf8'))).toEqual([]);
  });

  it('nor in what is sealed, which then holds and says the same', async () => {
    const [tf, yaml, json] = plans();
    const { ran, folder: sealed } = await seal([json!, tf!, yaml!, '--place', 'k8s-far']);
    expect(ran.err).toBe('');
    const texts = [...filesIn(sealed)].flatMap(([path, bytes]) => {
      const text = bytes.toString('utf8');
      const payload = /"payload":"([^"]+)"/.exec(text)?.[1];
      return [path, text, ...(payload === undefined ? [] : [Buffer.from(payload, 'base64').toString('utf8')])];
    });
    expect(texts.flatMap(leaksIn)).toEqual([]);
    const asked = await verify([sealed, json!, tf!, yaml!, '--environment', 'prod', '--json']);
    expect(leaksIn(asked.out)).toEqual([]);
    expect(JSON.parse(asked.out)).toMatchObject({ items: [] });
  });

  it('nor where a sealed decision is asked again, whose reach is derived as it was', async () => {
    const plan = planAt(preview([{ name: people.jeanne, region: 'eu-private', dataset: 'staffing-figures' }]));
    const { ran, folder: sealed } = await seal([plan, '--allow-empty']);
    const asked = await verify([sealed, plan, '--environment', 'prod']);
    const again = await run(['gate', 'replay', sealed, '--trust', keys.trust, '--json']);
    expect([ran, asked, again].flatMap(({ out, err }) => leaksIn(out + err))).toEqual([]);
    expect(asked.out).toContain('staffing-figures will lie in store://store-paris/');
    expect(JSON.parse(again.out)).toMatchObject({ folders: [{ integrity: 0, reach: 'faithful' }] });
    expect(again.code).toBe(0);
  });

  it('nor where an input is refused', async () => {
    const twice = planAt(`{"a":1,"${people.jeanne}":1,"${people.jeanne}":2,"steps":[]}`);
    const broken = planAt(
      manifests.replace('name: photos', `"${people.phone}": 1, "${people.phone}": 2, name: photos`),
      'b.yaml',
    );
    for (const plan of [twice, broken])
      for (const format of formats) {
        const { out, err, code } = await gate([plan, '--estate', estate, '--place', 'k8s-far', '--format', format]);
        expect([code, ...leaksIn(out + err)]).toEqual([2]);
      }
  });
});

describe('what is masked is judged as it was', () => {
  it('each on its own: two that differ in nobody but whom they are for are two', async () => {
    const { findings, rows, masked } = await toldOf([...plans(), '--estate', estate, '--place', 'k8s-far']);
    const prints = findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    const of = (part: string) => rows.filter(({ address }) => address.includes(part));
    expect(of('aws_s3_bucket.drop').map(({ address }) => address)).toEqual([
      'aws_s3_bucket.drop["‹e-mail 3›"]',
      'aws_s3_bucket.drop["‹e-mail 4›"]',
    ]);
    expect(new Set(of('s3/bucket').map(({ subject }) => subject)).size).toBe(3);
    expect(masked?.kinds).toContainEqual({ kind: 'phone', count: 2 });
    expect(findings.filter(({ subject, exception }) => subject.includes('%E2%80%B9') && exception)).toEqual([]);
  });

  it('under the same mask, whatever the order of inputs and resources', async () => {
    const [tf, yaml, json] = plans();
    const prints = async (words: string[]) => {
      const { findings } = await toldOf([...words, '--estate', estate, '--place', 'k8s-far']);
      return findings.map(({ fingerprint }) => fingerprint).sort();
    };
    expect(await prints([json!, yaml!, tf!])).toEqual(await prints([tf!, yaml!, json!]));
  });

  it('with the code, and the number of findings, of a name that tells nothing of anybody', async () => {
    const names = (who: readonly string[]) =>
      planAt(preview(who.map((name) => ({ name, region: 'far-away', dataset: 'health-file' }))));
    const counted = async (who: readonly string[]) => {
      const { out, code } = await gate([names(who), '--estate', estate, '--format', 'json']);
      return [code, (JSON.parse(out) as Told).findings.length];
    };
    expect(await counted([people.jeanne, people.paul])).toEqual(await counted(['archive-a', 'archive-b']));
  });

  it('by what the estate declares of it', async () => {
    const lies = (name: string) => `store://store-paris/${encodeURIComponent(name)}`;
    const own = estateAt(['store://store-paris/staffing-figures', lies(people.jeanne)]);
    const plan = planAt(preview([{ name: people.jeanne, region: 'eu-private' }]));
    expect((await gate([plan, '--estate', estate])).code).toBe(3);
    const ran = await gate([plan, '--estate', own]);
    expect([ran.code, ...leaksIn(ran.out + ran.err)]).toEqual([0]);
    expect(ran.out).toContain('The name of one resource holds personal data: 1 e-mail address.');
  });

  it('under an exception whose owner signed the name itself', async () => {
    const signers = await keysIn(folder());
    const plan = planAt(preview([{ name: people.jeanne, region: 'far-away', dataset: 'health-file' }]));
    const { findings } = await toldOf([plan, '--estate', estate]);
    const subject = `store://store-paris/${encodeURIComponent(people.jeanne)}`;
    const rows = findings.map(
      (each, at) =>
        `  - { id: W-${at}, control: ${each.control}, subject: "${subject}", covers: ${JSON.stringify(coveredBy(each))}, reason: move, owner: role:staffing-lead, from: 2026-05-01, until: 2026-06-10, signed: [waivers/W-${at}.owner.dsse.json, waivers/W-${at}.dpo.dsse.json] }`,
    );
    const own = estateAt(['documents:', `waivers:\n${rows.join('\n')}\ndocuments:`]);
    for (const at of findings.keys()) {
      const sign = (...words: string[]) => run(['waiver', 'sign', `W-${at}`, '--estate', own, ...words]);
      expect(await sign('--key', signers.paths['owner']!, '--decision', 'granted')).toMatchObject({ code: 0 });
      expect(await sign('--key', signers.paths['dpo']!, '--opinion', 'favourable')).toMatchObject({ code: 0 });
    }
    for (const format of formats) {
      const ran = await gate([plan, '--estate', own, '--trust', signers.trust, '--format', format, '--follow']);
      expect([ran.code, ...leaksIn(ran.out + ran.err)]).toEqual([0]);
    }
  });

  it('never for a thing that calls itself as a mask would', async () => {
    const plan = planAt(
      preview([
        { name: '‹e-mail 1›', region: 'eu-private' },
        { name: people.jeanne, region: 'far-away' },
      ]),
    );
    const { rows } = await toldOf([plan, '--estate', estate]);
    const own = rows.filter(({ address }) => address.includes('Bucket')).map(({ subject }) => subject);
    expect(own.map((each) => decodeURIComponent(each!)).sort()).toEqual([
      'store://store-paris/‹e-mail 1›',
      'store://store-paris/‹e-mail 2›',
    ]);
  });
});

describe('a baseline', () => {
  const judged = (name: string, ...words: string[]) =>
    gate([planAt(preview([{ name, region: 'far-away', dataset: 'health-file' }])), '--estate', estate, ...words]);

  it('holds no masked name, for its number is another one’s tomorrow', async () => {
    const baseline = join(folder(), 'baseline.json');
    await judged(people.jeanne, '--write-baseline', baseline);
    expect(JSON.parse(readFileSync(baseline, 'utf8'))).toMatchObject({ findings: [] });
    expect((await judged(people.paul, '--baseline', baseline)).code).toBe(1);
  });

  it('of before names were masked excuses what it names, and nothing else, and is not repeated', async () => {
    const plan = planAt(preview([{ name: people.jeanne, region: 'far-away', dataset: 'health-file' }]));
    const { findings } = await toldOf([plan, '--estate', estate]);
    const subject = `store://store-paris/${encodeURIComponent(people.jeanne)}`;
    const entries = findings.map((each) => ({
      control: each.control,
      fingerprint: fingerprintOf({ ...each, subject }),
      subject,
    }));
    const old = planAt(JSON.stringify({ findings: entries, version: 'cloison/baseline/v1' }), 'baseline.json');
    const ran = await judged(people.jeanne, '--baseline', old, '--json');
    expect([ran.code, ...leaksIn(ran.out + ran.err)]).toEqual([0]);
    expect(JSON.parse(ran.out)).toMatchObject({ baseline: { known: entries.length, fixed: [], unseen: [] } });
    const other = await judged(people.paul, '--baseline', old, '--json');
    expect([other.code, ...leaksIn(other.out + other.err)]).toEqual([1]);
    const linesOf = async (name: string) => {
      const { err } = await judged(name, '--baseline', old, '--json', '--follow');
      expect(leaksIn(err)).toEqual([]);
      return err.split('\n').filter((line) => /^[✗?] /.test(line));
    };
    expect(await linesOf(people.jeanne)).toEqual([]);
    expect((await linesOf(people.paul)).length).toBe(findings.length);
  });
});

it.each([
  'urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs-123456789012-eu-west-3',
  'logs-123456789012-7',
  'aws_subnet.private["10.100.101.128/25"]',
  'ip-10-100-40-15',
  'backup-2024-06-12-10-30-55',
  'arn:aws:iam::123456789012:role/deploy',
  'plan://prod/urn%3Apulumi%3Aprod%3A%3Ashop%3A%3Aaws%3As3%2Fbucket%3ABucket%3A%3Aphotos',
  'deploy-7f9c8d6b5f-x2k4q',
  'left-pad@1.3.0',
])('loads nothing for %s', (name) => {
  expect(isSuspect(name)).toBe(false);
});

it('finds nobody where the cheap look saw nothing', () => {
  const figures = fc.string({ unit: fc.constantFrom(...'0123456789 .-_/+()@abfrzAFR'.split('')), maxLength: 30 });
  const somebody = fc.constantFrom(...Object.values(people), '06 12 34 56 78', 'rssmra85t10a562s', '85.07.30-033.28');
  fc.assert(
    fc.property(figures, fc.option(somebody, { nil: '' }), figures, (one, who, other) => {
      const name = `${one}${who}${other}`;
      if (findPeople(name).length > 0) expect(isSuspect(name), name).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
