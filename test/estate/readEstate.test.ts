import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { estateWords, isError, languages, readEstate, speaker, tellProblem, type Problem } from '../../estate/index.ts';
import type { Mutation } from './mutations/mutation.ts';
import { mutations } from './mutations/mutations.ts';
import { processorMs } from './processor.ts';
import { brief, designText, files, mutated, read, sampleEstate } from './sample.ts';

/** Where the first character of a text is, 1-based. */
function placeOf({ at, files: changed, file = 'estate.yaml' }: Mutation): readonly [number, number] {
  if (typeof at !== 'string') return [at[0], at[1]];
  const text = changed[file] ?? designText;
  const offset = text.lastIndexOf(at);
  expect(offset, at).toBeGreaterThanOrEqual(0);
  const before = text.slice(0, offset);
  return [before.split('\n').length, offset - before.lastIndexOf('\n')];
}

describe('an estate', () => {
  it('of the design is clean, whole and frozen in its digestable form', () => {
    const { problems, estate } = read();
    expect(brief(problems)).toEqual([]);
    expect(Object.keys(estate!.datasets)).toEqual(['accreditation-file', 'staffing-figures', 'results']);
    expect(estate!.operators[0]).toEqual({
      id: 'op-0001',
      employer: 'committee',
      authority: 'committee',
      worksIn: 'FR',
      role: 'accreditation-officer',
      clearance: 'vetted',
      until: '2024-12-31',
    });
    expect(estate!.freezes).toHaveLength(1);
  });

  it.each(mutations.map((mutation) => [mutation.code, mutation] as const))('says %s at its place', (code, mutation) => {
    const { problems, estate } = read(mutation.files);
    const [line, column] = placeOf(mutation);
    const { file = 'estate.yaml', path, values = {} } = mutation;
    const found = problems.filter((problem) => problem.code === code);
    expect(brief(found), JSON.stringify(brief(problems))).toContain(`${code} ${file}:${line}:${column} ${path}`);
    expect(found.some((problem) => Object.entries(values).every(([key, value]) => problem.values[key] === value))).toBe(
      true,
    );
    expect(estate === undefined).toBe(mutation.level !== 'warning');
  });

  it.each(mutations.map((mutation) => [mutation.code, mutation] as const))(
    'says nothing but %s and what follows from it',
    (_, mutation) => {
      const expected = new Map([
        ['column-unknown', 2],
        ['column-missing', 2],
        ['column-twice', 3],
      ]);
      expect(read(mutation.files).problems.length).toBeLessThanOrEqual(expected.get(mutation.code) ?? 2);
    },
  );

  it('says in both languages what is wrong and what to do, for every problem', () => {
    for (const language of languages) {
      const say = speaker(language, estateWords);
      for (const problem of mutations.flatMap((mutation) => read(mutation.files).problems)) {
        const told = tellProblem(say, problem);
        expect(told.sentence).toMatch(/^[^[].{5,}\.$/s);
        expect(told.next).toMatch(/^[^[].{5,}[.»] ?$/s);
        expect(told.sentence + told.next).not.toMatch(/\{\w+\}|undefined/);
      }
    }
  });

  it('says all problems of a document in one reading: shape, references and tables', () => {
    const text = mutated('owner: role:results-lead', 'ownr: role:results-lead', mutated('dpia: D-12', 'dpia: D-99'));
    const people = 'id,employer,worksIn,role\nop-0001,nobody,FR,officer\nop-0002,committee,France,officer\n';
    expect(brief(read({ 'estate.yaml': text, 'operators.csv': people }).problems)).toEqual([
      'undeclared estate.yaml:41:11 /activities/accreditation/dpia',
      'unknown-key estate.yaml:55:64 /datasets/results/ownr',
      'undeclared operators.csv:2:1 /0/employer',
      'cell-wrong operators.csv:3:1 /1/worksIn',
    ]);
  });

  it('does not call undeclared what is declared wrongly', () => {
    const { problems } = read({ 'estate.yaml': mutated('  results: { class: D0,', '  results: { class: D9,') });
    expect(problems.map(({ code }) => code)).toEqual(['not-one-of']);
  });

  it('stops listing after a thousand problems and says how many more there are', () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `op-${index},nobody,FR,officer`).join('\n');
    const { problems } = read({
      'operators.csv': `id,employer,worksIn,role\n${rows}\n`,
      'identities.csv': 'operator,place,kind,name\n',
    });
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)).toMatchObject({ code: 'more-problems', values: { count: 2000 } });
  });

  it('is written as JSON as well', () => {
    const estate = sampleEstate();
    const document = { ...estate, operators: { from: 'operators.csv' }, identities: { from: 'identities.csv' } };
    const again = read({ 'estate.yaml': JSON.stringify(document, null, 1) });
    expect(again.estate).toEqual(estate);
  });

  it('may be spread over files, and says where each part is written', () => {
    const cut = designText.indexOf('flows:');
    const root = designText.slice(0, cut).replace('organisation:', 'include: ["parts/*.yaml"]\norganisation:');
    const { estate, problems, positions } = read({ 'estate.yaml': root, 'parts/movement.yaml': designText.slice(cut) });
    expect(brief(problems)).toEqual([]);
    expect(estate).toEqual(sampleEstate());
    expect(positions.spot('/waivers/0/subject')).toEqual({ file: 'parts/movement.yaml', line: 12, column: 77 });
    expect(positions.spot('/datasets/results/lies/0')?.file).toBe('estate.yaml');
    expect(positions.spot('/datasets/nothing')).toBeUndefined();
  });

  it('lets no included file speak of organisation, judge or further includes', () => {
    const include = { 'estate.yaml': mutated('organisation:', 'include: [part.yaml]\norganisation:') };
    const { problems } = read({ ...include, 'part.yaml': 'organisation: {}\ninclude: [x]\napiVersion: cloison/v1\n' });
    expect(brief(problems)).toEqual(
      [1, 2, 3].map(
        (line) => `unknown-key part.yaml:${line}:1 /${['organisation', 'include', 'apiVersion'][line - 1]}`,
      ),
    );
  });

  it('keeps personal columns out of itself, however they are spelt', () => {
    const columns = ['nationality', 'Birthplace', 'RESIDENCE', 'home', 'Lieu de naissance', 'place_of_birth'];
    for (const column of columns) {
      const { estate, problems } = read({
        'operators.csv': `id,employer,worksIn,role,${column}\nop-0001,committee,FR,officer,ZZTOP\nop-0002,committee,FR,officer,ZZTOP\n`,
      });
      expect(problems.map(({ code, level }) => [code, level])).toEqual([['column-personal', 'warning']]);
      expect(JSON.stringify(estate)).not.toContain('ZZTOP');
    }
  });

  it('never quotes the content of a cell', () => {
    const secret = 'Zebulon';
    const people = `id,employer,worksIn,role,until\n${secret} X,${secret}!,${secret},${secret},${secret}\nx"${secret},a,b,c,d\n${secret},committee\n`;
    const accounts = `operator,place,kind,name,from\n${secret} ,${secret}?,${secret},,${secret}\n`;
    const { problems } = read({ 'operators.csv': people, 'identities.csv': accounts });
    expect(problems.length).toBeGreaterThan(6);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });

  it('reads 5,300 operators and their accounts in under a second of the processor', () => {
    const ids = Array.from({ length: 5300 }, (_, index) => `op-${String(index).padStart(4, '0')}`);
    const people = ids.map(
      (id, index) => `${id},${index % 3 === 0 ? 'support-hk' : 'committee'},,FR,officer,vetted,2024-12-31`,
    );
    const accounts = ids.map((id) => `${id},oss-public,s3-user,u-${id},2024-01-01,`);
    const changed = {
      'operators.csv': ['id,employer,authority,worksIn,role,clearance,until', ...people].join('\n'),
      'identities.csv': ['operator,place,kind,name,from,until', ...accounts].join('\n'),
    };
    // The best of three: the first compiles, and a shared cache slows the processor itself.
    expect(Math.min(...[1, 2, 3].map(() => processorMs(() => read(changed))))).toBeLessThan(1000);
    const { estate } = read(changed);
    expect([estate?.operators.length, estate?.identities.length]).toEqual([5300, 5300]);
  }, 120_000);

  it('finds no inherited property under an id', () => {
    const estate = sampleEstate();
    expect(estate.entities['toString']).toBeUndefined();
    expect(estate.datasets['constructor']).toBeUndefined();
  });

  it('reads bytes like text, and refuses bytes that are no UTF-8', () => {
    const bytes = new Map([...files()].map(([path, text]) => [path, new TextEncoder().encode(text)]));
    expect(readEstate(bytes, 'estate.yaml').estate).toEqual(sampleEstate());
    bytes.set('estate.yaml', Uint8Array.of(0x61, 0x3a, 0xff));
    expect(brief(readEstate(bytes, 'estate.yaml').problems)).toEqual(['not-utf8 estate.yaml:1:1 ']);
  });

  it('has a mutation for every code that reading can give', () => {
    const root = join(import.meta.dirname, '../../estate');
    const sources = globSync('{read,check}/*.ts', { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));
    const known = Object.keys(estateWords.en).flatMap((id) => /^problem\.([^.]+)$/.exec(id)?.[1] ?? []);
    const given = known.filter((code) => sources.some((text) => text.includes(`'${code}'`)));
    const shown = new Set([
      ...mutations.map(({ code }) => code),
      'more-problems',
      'not-utf8',
      'file-too-large',
      'wrong-value',
    ]);
    expect(given.filter((code) => !shown.has(code))).toEqual([]);
  });
});

describe('a hostile file', () => {
  const hostile: [string, string | Uint8Array, string][] = [
    [
      'an alias bomb',
      `a: &a [${'x,'.repeat(9)}]\nb: &b [${'*a,'.repeat(9)}]\nc: [${'*b,'.repeat(9)}]\n`,
      'yaml-alias estate.yaml:1:4 ',
    ],
    ['fifty megabytes', new Uint8Array(50 * 1024 * 1024).fill(0x61), 'file-too-large estate.yaml:1:1 '],
    ['half a million brackets', '['.repeat(500_000), 'yaml-depth estate.yaml:1:65 '],
    ['half a million dashes', '- '.repeat(500_000), 'yaml-depth estate.yaml:1:128 '],
    ['half a million question marks', '? '.repeat(500_000), 'yaml-depth estate.yaml:1:128 '],
    ['two hundred thousand equal keys', 'a: 1\n'.repeat(200_000), 'yaml-size estate.yaml:14286:4 '],
    ['a million commas', `[${','.repeat(1_000_000)}]`, 'yaml-size estate.yaml:1:100001 '],
    ['three hundred thousand directives', '%x\n'.repeat(300_000), 'yaml-directive estate.yaml:1:1 '],
    ['three hundred thousand tags', '!a '.repeat(300_000), 'yaml-tag estate.yaml:1:1 '],
    ['an open quote', `a: "${'b'.repeat(1_000_000)}`, 'yaml-syntax estate.yaml:1:1000005 '],
    ['an endless plain text', `a: ${'x\n '.repeat(300_000)}`, 'missing-key estate.yaml:1:1 '],
    ['nothing but NUL', '\0'.repeat(1_000_000), 'control-character estate.yaml:1:1 '],
  ];

  it.each(hostile)(
    '%s is refused with its place in under a second of the processor',
    (_, content, first) => {
      let problems: readonly Problem[] = [];
      const refuse = () => void ({ problems } = readEstate(new Map([['estate.yaml', content]]), 'estate.yaml'));
      expect(processorMs(refuse)).toBeLessThan(1000);
      expect(brief(problems)[0]).toBe(first);
      expect(problems.length).toBeLessThanOrEqual(1001);
    },
    120_000,
  );

  it('cannot hide an error behind a warning', () => {
    const warning: Problem = { code: 'x', file: 'f', line: 1, column: 1, path: '', values: {}, level: 'warning' };
    expect([isError(warning), isError({ ...warning, level: 'error' })]).toEqual([false, true]);
  });
});
