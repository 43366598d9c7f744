import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coveredBy, type Finding } from '../../../../estate/index.ts';
import { folder, keysIn, run } from '../../support.ts';
import { bad, estateAt, gate, good, now, planAt, preview } from '../world.ts';
import { changeOf, commit, estate, keys, seal, sealChange, verify, weighing } from './world.ts';

const change = changeOf([good]);
const sealed = await sealChange(change, '--commit', commit);
const shown = ['--artifact', change.artifact, '--environment', 'prod'];
const other = planAt('another file', 'other.tfplan');

describe('a good decision is refused', () => {
  it.each<[string, readonly string[], number, readonly string[]]>([
    ['for nothing, where all is as it was sealed', shown, 0, []],
    ['for another artefact', ['--artifact', other, '--environment', 'prod'], 1, ['artifact-other']],
    [
      'for one artefact among two',
      ['--artifact', change.artifact, other, '--environment', 'prod'],
      1,
      ['artifact-other'],
    ],
    ['for another input', [other, ...shown], 1, ['input-other']],
    ['for an artefact shown as an input', [change.artifact, ...shown], 1, ['input-other']],
    ['for another environment', ['--artifact', change.artifact, '--environment', 'test'], 1, ['environment-other']],
    ['for another commit', [...shown, '--commit', 'b2'.repeat(20)], 1, ['commit-other']],
    ['where nothing to apply is shown', ['--environment', 'prod'], 3, ['artifact-unshown']],
    ['where only the preview is shown', [change.plan, '--environment', 'prod'], 3, ['artifact-unshown']],
    ['where nobody says the environment', ['--artifact', change.artifact], 3, ['environment-unasked']],
    ['for both, the heavier first', ['--artifact', other], 1, ['artifact-other', 'environment-unasked']],
  ])('%s', async (_, words, code, ids) => {
    const ran = await verify([sealed.folder, ...words, '--json']);
    expect(weighing(ran)).toEqual(ids);
    expect(ran.code).toBe(code);
  });

  it.each([
    ['in its last millisecond', '2026-06-02T10:00:00.000Z', 0, []],
    ['after it', '2026-06-02T10:00:00.001Z', 3, ['expired']],
    ['by a clock that is a little behind', '2026-06-01T09:56:00.000Z', 0, []],
    ['before it was made', '2026-06-01T09:54:00.000Z', 3, ['future', 'evidence']],
  ])('by the hour: %s', async (_, at, code, ids) => {
    const ran = await verify([sealed.folder, ...shown, '--json'], at);
    expect(weighing(ran)).toEqual(ids);
    expect(ran.code).toBe(code);
  });

  it('by a trust document that does not know the key: 5, and what it says is not repeated', async () => {
    const { trust } = await keysIn(folder());
    const ran = await verify([sealed.folder, ...shown, '--json'], now, trust);
    expect(ran.code).toBe(5);
    expect(JSON.parse(ran.out)).not.toHaveProperty('decision');
    expect((await verify([sealed.folder, ...shown], now, trust)).out).not.toContain('counts until');
  });

  it.each([
    ['an owner’s', { role: 'owner' }],
    ['compromised', { state: 'compromised', compromisedAt: '2026-06-01T12:00:00.000Z' }],
    ['of another time', { until: '2026-02-01' }],
  ])('where the key that signed is %s: 4', async (_, changes) => {
    const trust = JSON.parse(readFileSync(keys.trust, 'utf8')) as { keys: { role: string }[] };
    const own = trust.keys.map((key) => (key.role === 'tool' ? { ...key, ...changes } : key));
    const ran = await verify([sealed.folder, ...shown], now, planAt(JSON.stringify({ ...trust, keys: own }), 't.json'));
    expect(ran.code).toBe(4);
  });
});

describe('a decision that is bound to no apply', () => {
  it('says so when it is sealed, and again whatever is shown: 3', async () => {
    const { ran, folder: at } = await seal([change.plan]);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('The decision is not bound to an apply');
    for (const words of [[], [change.plan], ['--artifact', change.artifact]]) {
      const asked = await verify([at, ...words, '--environment', 'prod', '--json']);
      expect(weighing(asked)).toEqual(['not-bound']);
      expect(asked.code).toBe(3);
    }
  });

  it('names no commit where none was told, and one that is asked for is then not known', async () => {
    const { folder: at } = await sealChange(change);
    const ran = await verify([at, ...shown, '--commit', commit, '--json']);
    expect(weighing(ran)).toEqual(['commit-unbound']);
    expect(ran.code).toBe(3);
  });
});

describe('what was lenient is said, and what was undecided is not let through', () => {
  it('of an exception: said, refused where asked, and over with the last day of the exception', async () => {
    const judged = changeOf([bad]);
    const found = JSON.parse((await gate([judged.plan, '--estate', estate, '--json'])).out) as {
      findings: Finding[];
    };
    const rows = found.findings.map(
      (each, at) =>
        `  - { id: W-${at}, control: ${each.control}, subject: "${each.subject}", covers: ${JSON.stringify(coveredBy(each))}, reason: move, owner: role:staffing-lead, from: 2026-05-01, until: 2026-06-01, signed: [waivers/W-${at}.owner.dsse.json, waivers/W-${at}.dpo.dsse.json] }`,
    );
    const own = estateAt(['documents:', `waivers:\n${rows.join('\n')}\ndocuments:`]);
    for (const at of found.findings.keys()) {
      const sign = (...words: string[]) => run(['waiver', 'sign', `W-${at}`, '--estate', own, ...words]);
      await sign('--key', keys.paths['owner']!, '--decision', 'granted');
      await sign('--key', keys.paths['dpo']!, '--opinion', 'favourable');
    }
    const { ran, folder: at } = await sealChange(judged, '--estate', own);
    expect(ran.code).toBe(0);
    const words = [at, '--artifact', judged.artifact, '--environment', 'prod'];
    const passed = await verify(words);
    expect(passed.out).toMatch(/Passes under \d+ exceptions?\./);
    expect(passed.code).toBe(0);
    expect((await verify([...words, '--fail-on-waived'])).code).toBe(1);
    expect((await verify(words, '2026-06-02T00:00:00.000Z')).code).toBe(3);
  });

  it('of a baseline: its digest and how many', async () => {
    const baseline = join(folder(), 'baseline.json');
    const judged = changeOf([bad]);
    await gate([judged.plan, '--estate', estate, '--write-baseline', baseline]);
    const { ran, folder: at } = await sealChange(judged, '--baseline', baseline);
    expect(ran.code).toBe(0);
    const asked = await verify([at, '--artifact', judged.artifact, '--environment', 'prod']);
    expect(asked.out).toMatch(/\d+ findings? of a baseline left aside \(sha256:[0-9a-f]{64}\)/);
    expect(asked.code).toBe(0);
  });

  it('of an input that is not whole: 3, even where the preview was only watched', async () => {
    const plan = planAt(preview([good], { changeSummary: { create: 2, same: 4 } }));
    const { folder: at } = await seal([plan, '--artifact', change.artifact, '--observe']);
    const ran = await verify([at, ...shown, '--json']);
    expect(weighing(ran)).toEqual(['undecided', 'shorts']);
    expect(ran.code).toBe(3);
  });

  it('of an interrupted run: 3', async () => {
    const stop = new AbortController();
    stop.abort();
    const { ran, folder: at } = await seal([change.plan, '--artifact', change.artifact], { signal: stop.signal });
    expect(ran.code).toBe(3);
    const asked = await verify([at, ...shown, '--json']);
    expect(weighing(asked)).toContain('partial');
    expect(asked.code).toBe(3);
  });

  it('of an empty input: 3, unless whoever deploys lets it pass', async () => {
    const plan = planAt(JSON.stringify({ steps: [], changeSummary: {} }));
    const { ran, folder: at } = await seal([plan, '--artifact', change.artifact, '--allow-empty']);
    expect(ran.code).toBe(0);
    const asked = await verify([at, ...shown, '--json']);
    expect(weighing(asked)).toEqual(['empty']);
    expect(asked.code).toBe(3);
    expect((await verify([at, ...shown, '--allow-empty'])).code).toBe(0);
  });

  it('of a freeze: refused, though no record of the log denies anything; one to come ends the hours', async () => {
    const freezing = (from: string) =>
      estateAt([
        'operators: {',
        `freezes:\n  - { from: ${from}, to: 2026-09-10, scope: all, lane: [security] }\noperators: {`,
      ]);
    const at = (from: string, ...words: readonly string[]) => sealChange(change, '--estate', freezing(from), ...words);
    const frozen = await at('2026-05-18');
    expect(frozen.ran.code).toBe(1);
    expect(weighing(await verify([frozen.folder, ...shown, '--json']))).toEqual(['refused']);
    const soon = await at('2026-06-02');
    expect(soon.ran.out).toContain('2026-06-01T23:59:59.999Z');
    expect((await verify([soon.folder, ...shown], '2026-06-02T00:00:00.000Z')).code).toBe(3);
    const lane = await at('2026-06-02', '--lane', 'security');
    expect((await verify([lane.folder, ...shown], '2026-06-02T09:00:00.000Z')).code).toBe(0);
  });
});

describe('a call that cannot be met is exit 2, and nothing is written', () => {
  const target = () => join(folder(), 'decision');
  it.each<[string, (to: string) => readonly string[]]>([
    [
      'no environment and no stack',
      (to) => [
        planAt('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n', 'c.yaml'),
        '--seal',
        to,
        '--key',
        keys.paths['tool']!,
      ],
    ],
    ['no key', (to) => [change.plan, '--seal', to]],
    ['an owner’s key', (to) => [change.plan, '--seal', to, '--key', keys.paths['owner']!, '--trust', keys.trust]],
    [
      'a preview as the artefact',
      (to) => [change.plan, '--seal', to, '--key', keys.paths['tool']!, '--artifact', change.plan],
    ],
    [
      'an empty artefact',
      (to) => [change.plan, '--seal', to, '--key', keys.paths['tool']!, '--artifact', planAt('', 'e')],
    ],
    [
      'an artefact that is not there',
      (to) => [change.plan, '--seal', to, '--key', keys.paths['tool']!, '--artifact', 'nowhere'],
    ],
    ['half a commit', (to) => [change.plan, '--seal', to, '--key', keys.paths['tool']!, '--commit', 'a1a1a1a']],
    ['no hours', (to) => [change.plan, '--seal', to, '--key', keys.paths['tool']!, '--valid', '0']],
    ['a year of hours', (to) => [change.plan, '--seal', to, '--key', keys.paths['tool']!, '--valid', '8760']],
    ['an artefact and no seal', () => [change.plan, '--artifact', change.artifact]],
  ])('%s', async (_, words) => {
    const to = target();
    const ran = await gate([...words(to), '--estate', estate]);
    expect(ran.err).not.toBe('');
    expect(ran.code).toBe(2);
    expect(existsSync(to)).toBe(false);
  });

  it('a folder that holds something', async () => {
    const to = folder();
    writeFileSync(join(to, 'mine'), '');
    const ran = await gate([change.plan, '--estate', estate, '--seal', to, '--key', keys.paths['tool']!]);
    expect(ran.code).toBe(2);
  });

  it('a folder that is no decision', async () => {
    expect((await verify([folder(), ...shown])).code).toBe(2);
  });
});

describe('the stack names the environment', () => {
  it('where nobody else does', async () => {
    const plan = planAt(
      JSON.stringify({
        version: 3,
        deployment: {
          manifest: {},
          resources: [
            {
              urn: 'urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod',
              type: 'pulumi:pulumi:Stack',
              custom: false,
            },
          ],
        },
      }),
    );
    const to = join(folder(), 'decision');
    const ran = await gate([plan, '--estate', estate, '--seal', to, '--key', keys.paths['tool']!, '--allow-empty']);
    expect(ran.out).toContain(`sealed in ${to}, for prod`);
  });
});

describe('parts of two decisions', () => {
  it('do not make one: the evidence beside must be the run’s own', async () => {
    const [one, two] = [await sealChange(change), await sealChange(changeOf([bad]))];
    copyFileSync(join(one.folder, 'decision.dsse.json'), join(two.folder, 'decision.dsse.json'));
    const ran = await verify([two.folder, ...shown, '--json']);
    expect(weighing(ran)).toEqual(['evidence', 'evidence-other']);
    expect(ran.code).toBe(4);
  });

  it('nor does one with a file that nobody signed beside it', async () => {
    const { folder: at } = await sealChange(change);
    writeFileSync(join(at, 'APPROVED.md'), 'all is well');
    const ran = await verify([at, ...shown, '--json']);
    expect(weighing(ran)).toEqual(['stray']);
    expect(ran.code).toBe(4);
  });

  it.each(['decision.dsse.json', 'evidence'])('nor does one without its %s: 4', async (name) => {
    const { folder: at } = await sealChange(change);
    rmSync(join(at, name), { recursive: true });
    expect((await verify([at, ...shown])).code).toBe(4);
  });
});
