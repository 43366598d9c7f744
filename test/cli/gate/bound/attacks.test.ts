import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProcess } from '../../inProcess.ts';
import { folder } from '../../support.ts';
import { bad, gate, good, now, planAt, preview } from '../world.ts';
import { binaryPlan, changeOf, commit, estate, keys, seal, sealChange, verify, weighing } from './world.ts';

const change = changeOf([good, { ...good, name: 'health-file' }]);
const sealed = await sealChange(change, '--commit', commit);
const refusedOne = await sealChange(changeOf([bad], 'bad'), '--commit', commit);
const shown = ['--artifact', change.artifact, '--environment', 'prod', '--commit', commit];
const records = 'evidence/data/records/000000000000.jsonl';
const disclosures = 'evidence/data/disclosures/000000000000.jsonl';

/** What needs no key: whoever alters a file writes its digest anew into the lists, which nobody signs. */
function relisted(at: string): void {
  const evidence = join(at, 'evidence');
  const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
    const rows = readFileSync(join(evidence, list), 'utf8')
      .split('\n')
      .filter((row) => row !== '' && existsSync(join(evidence, row.slice(66))))
      .map((row) => `${digest(join(evidence, row.slice(66)))}  ${row.slice(66)}`);
    writeFileSync(join(evidence, list), `${rows.join('\n')}\n`);
  }
}

type Attack = (at: string) => void;

async function attacked(attack: Attack, words: readonly string[] = shown) {
  const at = join(folder(), 'decision');
  cpSync(sealed.folder, at, { recursive: true });
  attack(at);
  const [plain, replayed] = [
    await verify([at, ...words, '--json']),
    await inProcess(['gate', 'replay', at, '--trust', keys.trust], { now: () => new Date(now), env: {} }),
  ];
  return { plain, replayed };
}

const edit =
  (name: string, alter: (text: string) => string): Attack =>
  (at) => {
    const path = join(at, name);
    const text = readFileSync(path, 'utf8');
    const other = alter(text);
    expect(other).not.toBe(text);
    writeFileSync(path, other);
    relisted(at);
  };
const lines = (name: string, alter: (rows: string[]) => string[]): Attack =>
  edit(name, (text) => `${alter(text.trimEnd().split('\n')).join('\n')}\n`);
const evaluations = (rows: readonly string[]) => rows.flatMap((row, at) => (row.includes('"question"') ? [at] : []));

/** The value of one question in the place of another's, each with its own number and salt. */
function swapped(rows: string[]): string[] {
  const [one, other] = evaluations(rows) as [number, number];
  const [a, b] = [JSON.parse(rows[one]!), JSON.parse(rows[other]!)] as { fields: Record<string, { value: unknown }> }[];
  [a!.fields['question']!.value, b!.fields['question']!.value] = [
    b!.fields['question']!.value,
    a!.fields['question']!.value,
  ];
  return rows.map((row, at) => (at === one ? JSON.stringify(a) : at === other ? JSON.stringify(b) : row));
}

describe('whoever holds no key and rewrites every list that nobody signs is refused: 4', () => {
  it.each<[string, Attack]>([
    ['two questions swapped', lines(disclosures, swapped)],
    [
      'a verdict made milder in its record',
      edit(records, (text) => text.replace('"verdict":"allow"', '"verdict":"deny"')),
    ],
    ['a record dropped from the middle', lines(records, (rows) => rows.toSpliced(4, 1))],
    ['the last decision dropped', lines(records, (rows) => rows.toSpliced(-2, 1))],
    ['the end cut off', lines(records, (rows) => rows.slice(0, -1))],
    ['two records in each other’s place', lines(records, (rows) => rows.with(3, rows[4]!).with(4, rows[3]!))],
    ['a record told twice', lines(records, (rows) => rows.toSpliced(4, 0, rows[4]!))],
    [
      'a line added to the disclosures',
      lines(disclosures, (rows) => [...rows, rows.at(-1)!.replace(/"seq":\d+/, '"seq":999999')]),
    ],
    [
      'an answer taken from another run',
      (at) => {
        cpSync(join(refusedOne.folder, disclosures), join(at, disclosures));
        relisted(at);
      },
    ],
    [
      'records of another run',
      (at) => {
        cpSync(join(refusedOne.folder, records), join(at, records));
        relisted(at);
      },
    ],
    ['a key told twice in a record', edit(records, (text) => text.replace('{', '{"seq":0,'))],
    [
      'a key told twice in the decision',
      edit('decision.dsse.json', (text) => text.replace('{', '{"payloadType":"x",')),
    ],
    [
      'a second signature beside the first',
      edit('decision.dsse.json', (text) => text.replace('"signatures":[', '"signatures":[{"keyid":"x","sig":"AAAA"},')),
    ],
    ['another space in the decision', edit('decision.dsse.json', (text) => text.replace('{', '{ '))],
    [
      'a report of another run',
      (at) => {
        cpSync(join(refusedOne.folder, 'evidence/data/report'), join(at, 'evidence/data/report'), { recursive: true });
        relisted(at);
      },
    ],
    ['an estate of another run', edit('evidence/data/payload/estate.json', (text) => text.replace('"D3"', '"D1"'))],
    [
      'evidence of another run whole',
      (at) => {
        rmSync(join(at, 'evidence'), { recursive: true });
        cpSync(join(refusedOne.folder, 'evidence'), join(at, 'evidence'), { recursive: true });
      },
    ],
    ['a folder more', (at) => mkdirSync(join(at, 'evidence/data/more'))],
    [
      'a file of the evidence as a link to its own bytes',
      (at) => {
        const [path, elsewhere] = [join(at, 'evidence/data/payload/facts.json'), join(folder(), 'facts.json')];
        renameSync(path, elsewhere);
        symlinkSync(elsewhere, path);
      },
    ],
    [
      'the decision as a link to its own bytes',
      (at) => {
        const [path, elsewhere] = [join(at, 'decision.dsse.json'), join(folder(), 'decision.dsse.json')];
        renameSync(path, elsewhere);
        symlinkSync(elsewhere, path);
      },
    ],
    [
      'the evidence as a link to its own folder',
      (at) => {
        const [path, elsewhere] = [join(at, 'evidence'), join(folder(), 'evidence')];
        renameSync(path, elsewhere);
        symlinkSync(elsewhere, path);
      },
    ],
  ])('%s', async (_, attack) => {
    const { plain } = await attacked(attack);
    expect([plain.code, weighing(plain).length > 0]).toEqual([4, true]);
  });

  it('and replay reads nothing of what does not hold', async () => {
    for (const attack of [lines(disclosures, swapped), lines(records, (rows) => rows.toSpliced(4, 1))]) {
      const { replayed } = await attacked(attack);
      expect(replayed.out).toContain('Its evidence is not what was signed; nothing of it was read');
      expect(replayed.code).toBe(4);
    }
  });

  it('but who takes names away alters nothing: the proof holds, and replay says what it cannot ask', async () => {
    const { plain, replayed } = await attacked(lines(disclosures, (rows) => rows.toSpliced(evaluations(rows)[0]!, 1)));
    expect(plain.code).toBe(0);
    expect(replayed.out).toContain('One question is withheld');
    expect(replayed.code).toBe(3);
  });
});

describe('around the decision', () => {
  it('a decision that refused, beside the artefact of one that passed: 1', async () => {
    const ran = await verify([refusedOne.folder, ...shown, '--json']);
    expect(weighing(ran)).toEqual(expect.arrayContaining(['artifact-other', 'refused']));
    expect(ran.code).toBe(1);
  });

  it('a folder as the artefact, sealed or shown: 2, and nothing is sealed', async () => {
    const { ran, folder: at } = await seal([change.plan, '--artifact', folder()]);
    expect(ran.code).toBe(2);
    expect(existsSync(at)).toBe(false);
    expect((await verify([sealed.folder, '--artifact', folder(), '--environment', 'prod'])).code).toBe(2);
  });

  it('an artefact that is gone when it is asked for: 2', async () => {
    expect((await verify([sealed.folder, '--artifact', join(folder(), 'gone'), '--environment', 'prod'])).code).toBe(2);
  });

  it('an artefact that is exchanged after it was looked at is another one when it is asked for again: 1', async () => {
    const own = changeOf([good], 'mine');
    const { folder: at } = await sealChange(own);
    const words = [at, '--artifact', own.artifact, '--environment', 'prod', '--json'];
    const before = await verify(words);
    expect(before.code).toBe(0);
    writeFileSync(own.artifact, binaryPlan('theirs'));
    expect(weighing(await verify(words))).toEqual(['artifact-other']);
  });

  it('a link as the artefact is what it leads to, and another file behind it is refused: 1', async () => {
    const link = join(folder(), 'link.tfplan');
    symlinkSync(change.artifact, link);
    const words = [sealed.folder, '--artifact', link, '--environment', 'prod', '--json'];
    expect((await verify(words)).code).toBe(0);
    rmSync(link);
    symlinkSync(planAt(binaryPlan('other'), 'other.tfplan'), link);
    expect((await verify(words)).code).toBe(1);
  });

  it('a binary plan whose JSON is of another plan cannot be told from here, and verify says whose word it is: 0', async () => {
    const harmless = planAt(preview([good]));
    const { folder: at } = await seal([harmless, '--artifact', planAt(binaryPlan('of another plan'), 'p.tfplan')]);
    const ran = await verify([
      at,
      '--artifact',
      planAt(binaryPlan('of another plan'), 'p.tfplan'),
      '--environment',
      'prod',
    ]);
    expect(ran.out).toContain('is the word of the pipeline that sealed');
    expect(ran.code).toBe(0);
  });

  it.each([
    ['its environment with another case', 'PROD', 1],
    ['its environment with a space', 'prod ', 1],
    ['an empty environment', '', 1],
  ])('%s is another: %s', async (_, environment, code) => {
    expect((await verify([sealed.folder, '--artifact', change.artifact, '--environment', environment])).code).toBe(
      code,
    );
  });

  it('the first of two decisions is not the second: each holds for what it was made of', async () => {
    const second = await sealChange(changeOf([good], 'two'), '--environment', 'test');
    const words = ['--artifact', change.artifact, '--environment', 'prod'];
    expect((await verify([sealed.folder, ...words])).code).toBe(0);
    const ran = await verify([second.folder, ...words, '--json']);
    expect(weighing(ran)).toEqual(['artifact-other', 'environment-other']);
    expect(ran.code).toBe(1);
  });

  it('two seals into one folder: the second is refused, and the first still holds', async () => {
    const again = ['--estate', estate, '--seal', sealed.folder, '--key', keys.paths['tool']!, '--environment', 'prod'];
    expect((await gate([change.plan, ...again])).code).toBe(2);
    expect((await verify([sealed.folder, ...shown])).code).toBe(0);
  });
});
