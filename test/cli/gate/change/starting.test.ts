import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../../cli/gate/outputs/json.ts';
import { envelopeText, sealRevision, type SealedControl } from '../../../../estate/index.ts';
import { committedPin } from '../../../../policies/index.ts';
import { catalogue } from '../fixture.ts';
import { folder, keysIn, run } from '../../support.ts';
import { bad, estateAt, gate, now, planAt, preview } from '../world.ts';

const where = folder();
const family = (control: string) =>
  /^(residency|sovereignty|keys|exposure|register|access|flow|transfer)\//.test(control);
const someDigest = `sha256:${'0'.repeat(64)}`;
let keys: Awaited<ReturnType<typeof keysIn>>;
let count = 0;
const file = () => join(where, `revision-${(count += 1)}.dsse.json`);
const documentOf = (out: string) => JSON.parse(out) as GateDocument;

interface Old {
  readonly controls?: SealedControl[];
  readonly policies?: string;
  readonly at?: string;
  readonly by?: string;
}

/** A revision of yesterday that had no control but those of the family `waiver`, signed by hand. */
function before({
  policies = someDigest,
  at = '2026-05-31T10:00:00.000Z',
  by = keys.paths['owner']!,
  ...more
}: Old = {}) {
  const controls = more.controls ?? [{ control: 'waiver/waivers-are-in-force' }];
  const key = { id: 'owner', role: 'owner', privateKey: createPrivateKey(readFileSync(by)) } as const;
  const sealed = sealRevision({ estate: someDigest, facts: someDigest, policies, number: 4, at, controls }, key);
  const path = file();
  writeFileSync(path, envelopeText(sealed));
  return path;
}

async function sealing(estate: string, ...more: string[]) {
  const revision = file();
  const words = ['estate', 'seal', estate, '--key', keys.paths['owner']!, '--out', revision, ...more];
  return { revision, ...(await run(words)) };
}

const words = (estate: string, revision: string) =>
  [planAt(preview([bad])), '--estate', estate].concat('--trust', keys.trust, '--revision', revision);
const onDay = (day: string) => ({ now: () => new Date(`${day}T10:00:00.000Z`) });

beforeAll(async () => {
  keys = await keysIn(where);
});

describe('a control that the revision before did not have', () => {
  it('only warns until the fourteenth day, and blocks after it', async () => {
    const estate = estateAt();
    const { revision } = await sealing(estate, '--replaces', before());
    const { code, out } = await gate([...words(estate, revision), '--json']);
    expect(code).toBe(0);
    const { findings, outcome, run: of } = documentOf(out);
    expect(findings.length).toBeGreaterThan(1);
    for (const each of findings)
      expect(each).toMatchObject({ stage: 'warn', stageUntil: '2026-06-14', references: [] });
    expect(outcome).toMatchObject({ headline: 'headline.staged', staged: findings.length, deviations: 0, unknowns: 0 });
    expect(of.stages).toContainEqual({ control: 'residency/region-is-known', stage: 'warn', until: '2026-06-14' });
    expect((await gate(words(estate, revision), onDay('2026-06-14'))).code).toBe(0);
    const after = await gate(words(estate, revision), onDay('2026-06-15'));
    expect(after.code).toBe(1);
    expect(after.out).not.toContain('2026-06-14');
    // A clock that was put back is no way to have it start before it was sealed.
    expect((await gate(words(estate, revision), onDay('2026-05-31'))).code).toBe(1);
  });

  it.each([
    [
      'terminal',
      [
        /controls are new: they only warn until 2026-06-14: /,
        /Warned about only, until 2026-06-14: its control is new/,
      ],
    ],
    ['markdown', [/controls are new: they only warn until 2026-06-14/, /until 2026-06-14: its control is new/]],
    ['github', [/^::warning .*until 2026-06-14/m, /they only warn until 2026-06-14/]],
    ['sarif', [/"level": "warning"/, /they only warn until 2026-06-14/, /its control is new/]],
    ['junit', [/<skipped message="Warned about only, until 2026-06-14/]],
    ['codequality', [/"severity": "minor"/, /until 2026-06-14/]],
    ['json', [/"stageUntil": "2026-06-14"/]],
  ] as const)('says until when in %s', async (format, expected) => {
    const estate = estateAt();
    const { revision } = await sealing(estate, '--replaces', before());
    const { code, out } = await gate([...words(estate, revision), '--format', format]);
    expect(code).toBe(0);
    for (const each of expected) expect(out).toMatch(each);
    expect(out).not.toMatch(/GDPR article|"ruleIndex": \d+,\s+"level": "error"|^::error|<failure/m);
    const french = await gate([...words(estate, revision), '--format', format, '--lang', 'fr']);
    expect(french.out).toContain('2026-06-14');
  });

  it('is told to whoever seals', async () => {
    const { out, code } = await run([
      'estate',
      'seal',
      estateAt(),
      '--key',
      keys.paths['owner']!,
      '--out',
      file(),
      '--replaces',
      before(),
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/Revision 5 is in/);
    expect(out).toMatch(/\d\d controls are new: they only warn until 2026-06-14, unless the estate writes a stage: /);
    expect(out).not.toMatch(/waiver\/waivers-are-in-force|only-the-owner-loosens-the-promise/);
  });

  it('keeps its first day when the estate is sealed again', async () => {
    const estate = estateAt();
    const { revision: first } = await sealing(estate, '--replaces', before());
    const { revision: second } = await sealing(estate, '--replaces', first);
    const later = file();
    const again = [
      'estate',
      'seal',
      estate,
      '--key',
      keys.paths['owner']!,
      '--out',
      later,
      '--replaces',
      second,
      '--json',
    ];
    const { out } = await run(again, { now: '2026-06-10T10:00:00.000Z' });
    const { starting } = JSON.parse(out) as { starting: { until: string }[] };
    expect(new Set(starting.map(({ until }) => until))).toEqual(new Set(['2026-06-14']));
    expect((await gate(words(estate, later), onDay('2026-06-15'))).code).toBe(1);
  });

  it('stands where the estate says, if it says anything of it', async () => {
    const rows = [...new Set(catalogue.map(({ id }) => id.split('/')[0]))].map(
      (each) => `  - { control: ${each}/*, stage: block, from: 2026-01-01 }`,
    );
    const estate = estateAt(['documents:', `stages:\n${rows.join('\n')}\ndocuments:`]);
    const { revision } = await sealing(estate, '--replaces', before());
    expect((await gate(words(estate, revision))).code).toBe(1);
    const other = estateAt([
      'documents:',
      'stages:\n  - { control: keys/*, team: shop, stage: block, from: 2026-01-01 }\ndocuments:',
    ]);
    const { revision: sealed } = await sealing(other, '--replaces', before());
    const { code, out } = await gate([...words(other, sealed), '--json']);
    expect([code, documentOf(out).outcome.deviations]).toEqual([0, 0]);
  });

  it('is never the one that guards the promise', async () => {
    const estate = estateAt();
    const { revision } = await sealing(estate, '--replaces', before());
    const change = ['--change', estateAt(['class: D3', 'class: D1'])];
    const { code, out } = await gate([...words(estate, revision).slice(1), ...change, '--json']);
    expect(code).toBe(1);
    expect(documentOf(out).findings.map(({ subject, stage }) => [subject, stage])).toContainEqual([
      'dataset://health-file',
      undefined,
    ]);
  });

  it('ends a sealed decision on its last day of warning', async () => {
    const estate = estateAt();
    const { revision } = await sealing(estate, '--replaces', before());
    const folderOf = join(where, 'decision');
    const asked = [
      ...words(estate, revision),
      '--seal',
      folderOf,
      '--key',
      keys.paths['tool']!,
      '--valid',
      '720',
      '--debug',
    ];
    const { code, err } = await gate(asked);
    expect([code, err]).toEqual([0, '']);
    const { payload } = JSON.parse(readFileSync(join(folderOf, 'decision.dsse.json'), 'utf8')) as { payload: string };
    expect(Buffer.from(payload, 'base64').toString()).toContain('"validUntil":"2026-06-14T23:59:59.999Z"');
  });
});

describe('a control blocks at once', () => {
  const expectBlocked = async (estate: string, revision: string) => {
    const { code, out } = await gate([...words(estate, revision), '--json']);
    expect(code).toBe(1);
    expect(documentOf(out).run.stages).toEqual([]);
  };

  it('in a first revision, and where the revision before had it', async () => {
    const estate = estateAt();
    await expectBlocked(estate, (await sealing(estate)).revision);
    const all = before({ controls: catalogue.map(({ id }) => ({ control: id })) });
    await expectBlocked(estate, (await sealing(estate, '--replaces', all)).revision);
  });

  it('where nobody sealed anything', async () => {
    expect((await gate([planAt(preview([bad])), '--estate', estateAt()])).code).toBe(1);
  });

  it('where somebody else signed the revision before, and whoever seals is told', async () => {
    const estate = estateAt();
    const stranger = await keysIn(folder());
    const { out, code } = await run([
      'estate',
      'seal',
      estate,
      '--key',
      keys.paths['owner']!,
      '--out',
      file(),
      '--replaces',
      before({ by: stranger.paths['owner']! }),
    ]);
    expect(code).toBe(0);
    expect(out).toContain('is not believed, and no control starts as a new one');
    await expectBlocked(
      estate,
      (await sealing(estate, '--replaces', before({ by: stranger.paths['owner']! }))).revision,
    );
    // An owner of the trust document that is sealed along may have signed it: keys change.
    const believed = await sealing(
      estate,
      '--trust',
      stranger.trust,
      '--replaces',
      before({ by: stranger.paths['owner']! }),
    );
    expect(believed.revision).not.toBe('');
    expect((await gate(words(estate, believed.revision))).code).toBe(0);
  });

  it('where the revision seals other policies than those that judge, and the report says so', async () => {
    const estate = estateAt();
    const key = {
      id: 'owner',
      role: 'owner',
      privateKey: createPrivateKey(readFileSync(keys.paths['owner']!)),
    } as const;
    const { estate: digest } = JSON.parse(
      (await run(['estate', 'seal', estate, '--key', keys.paths['owner']!, '--out', file(), '--json'])).out,
    ) as { estate: string };
    const controls = catalogue
      .filter(({ id }) => family(id))
      .map(({ id }) => ({ control: id, from: now.slice(0, 10) }));
    const sealed = (policies: string) => {
      const path = file();
      const of = { estate: digest, facts: someDigest, policies, number: 5, at: now, controls };
      writeFileSync(path, envelopeText(sealRevision(of, key)));
      return path;
    };
    expect((await gate(words(estate, sealed(committedPin)))).code).toBe(0);
    const { code, out } = await gate(words(estate, sealed(someDigest)));
    expect(code).toBe(1);
    expect(out).toContain('of other policies than those that judge: here they block');
  });
});
