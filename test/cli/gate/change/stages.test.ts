import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../../cli/gate/outputs/json.ts';
import { folder, keysIn, run } from '../../support.ts';
import { bad, estateAt, gate, planAt, preview } from '../world.ts';

const where = folder();
const documentOf = (out: string) => JSON.parse(out) as GateDocument;
const staged = (...rows: string[]) =>
  estateAt(['documents:', `stages:\n${rows.map((row) => `  - ${row}`).join('\n')}\ndocuments:`]);
const everything = (stage: string, more = '') =>
  ['residency', 'sovereignty', 'keys', 'exposure', 'register', 'access', 'classification', 'flow', 'transfer'].map(
    (family) => `{ control: ${family}/*, stage: ${stage}, from: 2026-05-01${more} }`,
  );
let keys: Awaited<ReturnType<typeof keysIn>>;
let sealings = 0;

async function words(estate: string): Promise<string[]> {
  const revision = join(where, `revision-${(sealings += 1)}.dsse.json`);
  const sealing = ['estate', 'seal', estate, '--key', keys.paths['owner']!, '--out', revision];
  expect(await run(sealing)).toMatchObject({ code: 0 });
  return [planAt(preview([bad])), '--estate', estate, '--trust', keys.trust, '--revision', revision];
}

beforeAll(async () => {
  keys = await keysIn(where);
});

describe('a control that does not block yet', () => {
  it('keeps its verdict, loses its references, and moves no code where the owner signed the estate', async () => {
    const asked = await words(staged(...everything('warn')));
    const { code, out } = await gate([...asked, '--json']);
    expect(code).toBe(0);
    const { findings, outcome, run: of } = documentOf(out);
    expect(findings.length).toBeGreaterThan(1);
    expect(findings.every(({ stage, references }) => stage === 'warn' && references.length === 0)).toBe(true);
    expect(findings.some(({ verdict }) => verdict === 'deny')).toBe(true);
    expect(outcome).toMatchObject({ headline: 'headline.staged', staged: findings.length, deviations: 0, unknowns: 0 });
    expect(of.sealed).toMatchObject({ number: 1 });
    expect(of.stages).toContainEqual({ control: 'residency/personal-data-stays-in-the-eea', stage: 'warn' });
  });

  it.each([
    [
      'terminal',
      [
        /^Passes: \d+ findings of controls that do not block yet/,
        /do not block this change: .*\(warn\)/,
        /Warned about only/,
      ],
    ],
    ['markdown', [/Passes: \d+ findings/, /### ⚠️/, /Warned about only/]],
    ['github', [/^::warning .*title=Personal data stays in the EEA/m, /::notice title=cloison gate::Passes/]],
    ['sarif', [/"level": "warning"/, /"exitCode": 0/, /do not block this change/]],
    ['junit', [/<skipped message="Warned about only/]],
    ['codequality', [/"severity": "minor"/]],
  ] as const)('is visible in %s', async (format, expected) => {
    const { code, out } = await gate([...(await words(staged(...everything('warn')))), '--format', format]);
    expect(code).toBe(0);
    for (const each of expected) expect(out).toMatch(each);
    expect(out).not.toMatch(/GDPR article|"ruleIndex": \d+,\s+"level": "error"|^::error|<failure/m);
  });

  it('is a refusal where nobody signed that, and says so', async () => {
    const estate = staged(...everything('warn'));
    const { code, out } = await gate([planAt(preview([bad])), '--estate', estate]);
    expect(code).toBe(1);
    expect(out).toMatch(/^Refused: the estate relaxes \d+ controls, and its owner’s signature was not shown/);
    expect(out).toContain('GDPR article');
    const quiet = await gate([planAt(preview([])), '--estate', estate, '--allow-empty']);
    expect(quiet.code).toBe(1);
  });

  it('blocks whoever is not of its team, and before its day', async () => {
    const asked = await words(staged(...everything('observe', ', team: shop')));
    expect((await gate(asked)).code).toBe(1);
    expect((await gate([...asked, '--team', 'shop'])).code).toBe(0);
    expect((await gate([...asked, '--team', 'other'])).code).toBe(1);
    const ofStack = await words(staged(...everything('observe', ', team: prod')));
    const { code, out } = await gate([...ofStack, '--json']);
    expect([code, documentOf(out).run.environment]).toEqual([0, 'prod']);
    const later = await words(staged(...everything('warn').map((row) => row.replace('2026-05-01', '2026-06-02'))));
    expect((await gate(later)).code).toBe(1);
  });

  it('blocks what a strict and a mild team change together, in whatever order they are named', async () => {
    const [, ...signed] = await words(staged(...everything('observe', ', team: mild')));
    const planOf = (stack: string) =>
      planAt(preview([bad]).replaceAll('urn:pulumi:prod::', `urn:pulumi:${stack}::`), `${stack}.json`);
    const [strict, mild] = [planOf('prod'), planOf('mild')];
    expect((await gate([mild, ...signed])).code).toBe(0);
    expect((await gate([strict, ...signed])).code).toBe(1);
    expect((await gate([strict, mild, ...signed])).code).toBe(1);
    expect((await gate([mild, strict, ...signed])).code).toBe(1);
  });

  it('is never the one that guards the promise', async () => {
    const estate = staged(
      ...everything('observe'),
      '{ control: register/only-the-owner-loosens-the-promise, stage: observe, from: 2026-05-01 }',
    );
    const [, , , ...signed] = await words(estate);
    const { code, out } = await gate([
      '--estate',
      estate,
      ...signed,
      '--change',
      estateAt(['class: D3', 'class: D1']),
      '--json',
    ]);
    expect(code).toBe(1);
    expect(documentOf(out).findings.map(({ subject, stage }) => [subject, stage])).toContainEqual([
      'dataset://health-file',
      undefined,
    ]);
  });

  it('that does not exist is exit 2, at its line', async () => {
    const { code, err } = await gate([
      planAt(preview([bad])),
      '--estate',
      staged(
        '{ control: residency/regoin-is-known, stage: warn, from: 2026-05-01 }',
        '{ control: nothing/*, stage: warn, from: 2026-05-01 }',
      ),
    ]);
    expect(code).toBe(2);
    expect(err).toMatch(/estate\.yaml:\d+:\d+ error \/stages\/0\/control/);
    expect(err).toMatch(/“nothing\/\*”, which is no control and no family/);
  });
});
