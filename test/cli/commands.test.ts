import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { diskOn } from '../../estate/index.ts';
import { folder, keysIn, obeyed, quiet, quietEstate, quietStore, quietText, run, storeOf, today } from './support.ts';

const sources = [quietStore];
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)!;

async function collected(estate: string, world: Parameters<typeof run>[1] = { sources }): Promise<string> {
  const file = join(folder(), 'collection.jsonl');
  expect((await run(['collect', '--estate', estate, '--out', file], world)).code).toBe(0);
  return file;
}

describe('estate check', () => {
  const broken = () =>
    quietEstate(['home: private', 'home: privte'], ['country: FR, holders', 'country: France, holders']);

  it('prints every problem with file, line, column, path, sentence and next step', async () => {
    const { code, out } = await run(['estate', 'check', broken()]);
    expect(code).toBe(2);
    expect(out).toMatch(
      /estate\.yaml:\d+:\d+ error \/entities\/committee\/country\n {2}“country” does not have the right form\.\n {2}→ Write two capital letters/,
    );
    expect(lastLine(out)).toMatch(/^The estate is refused: /);
  });

  it('refuses an entity under the name of a provider of the facts, in every command that reads an estate', async () => {
    const estate = quietEstate(['entities:\n', 'entities:\n  aws: { country: FR, holders: [] }\n']);
    const checked = await run(['estate', 'check', estate, '--json']);
    expect([checked.code, JSON.parse(checked.out)]).toMatchObject([
      2,
      { errors: 1, problems: [{ code: 'entity-takes-provider-name', path: '/entities/aws', column: 3 }] },
    ]);
    const { code, err } = await run(['audit', '--estate', estate], { sources });
    expect(code).toBe(2);
    expect(err).toContain('“aws” is the name of a provider');
  });

  it('says the same in French', async () => {
    const { code, out } = await run(['estate', 'check', broken(), '--lang', 'fr']);
    expect(code).toBe(2);
    expect(out).toContain('erreur');
    expect(lastLine(out)).toMatch(/^Le patrimoine est refusé/);
  });

  it('gives machines the code and place of each', async () => {
    const { code, out } = await run(['estate', 'check', broken(), '--json']);
    const told = JSON.parse(out) as { exitCode: number; errors: number; problems: { code: string; line: number }[] };
    expect([code, told.exitCode]).toEqual([2, 2]);
    expect(told.problems).toHaveLength(told.errors);
    expect(told.problems[0]).toMatchObject({ code: 'bad-form', path: '/entities/committee/country', level: 'error' });
    expect(told.problems[0]!.line).toBeGreaterThan(0);
  });

  it('accepts an estate without problems', async () => {
    const { code, out } = await run(['estate', 'check', quietEstate()]);
    expect(code).toBe(0);
    expect(out).toContain('2 entities, one zone, one dataset, one operator');
  });

  it('shows hostile keys of a document without obeying them', async () => {
    const { out } = await run([
      'estate',
      'check',
      quietEstate([
        '    side: private',
        '    "\\e[2J\\e]52;c;aGk=\\a\\r\\n::error::\\u202Eside": x\n    side: private',
      ]),
    ]);
    expect(out).toContain('\\u{1b}[2J');
    expect(obeyed(out)).toEqual([]);
    expect(out).not.toMatch(/^::error::/m);
  });
});

describe('keys new', () => {
  it('writes a private file of mode 0600, prints a trust document with it and never the secret', async () => {
    const where = join(folder(), 'keys');
    const { code, out, err } = await run(['keys', 'new', '--role', 'owner', '--out', where]);
    const [name] = readdirSync(where);
    const pem = readFileSync(join(where, name!), 'utf8');
    expect(code).toBe(0);
    expect(statSync(join(where, name!)).mode & 0o777).toBe(0o600);
    expect(statSync(where).mode & 0o777).toBe(0o700);
    const { keys } = JSON.parse(/\{[^]*\}/.exec(out)![0]) as { keys: Record<string, string>[] };
    const [entry] = keys;
    expect(entry).toMatchObject({ role: 'owner', from: today.slice(0, 10), state: 'active' });
    const secret = pem.split('\n')[1]!;
    expect(secret.length).toBeGreaterThan(60);
    expect(out + err).not.toContain(secret);
    expect(out + err).not.toContain(secret.slice(24, 56));
  });

  it('does not say of a key that nobody else can read it where no permission bits say so', async () => {
    const where = join(folder(), 'keys');
    const files = async () => diskOn('win32');
    const { out } = await run(['keys', 'new', '--role', 'owner', '--out', where], { files });
    expect(out).toContain('see that no other account can');
    expect(out).not.toContain('readable by you alone');
    expect((await run(['keys', 'new', '--role', 'owner', '--out', where])).out).toContain('readable by you alone');
  });

  it('refuses a role that does not exist', async () => {
    expect(await run(['keys', 'new', '--role', 'ownr', '--out', folder()])).toMatchObject({ code: 2 });
  });
});

describe('collect and audit', () => {
  it('write a collection that is judged like one that was just made', async () => {
    const estate = quietEstate();
    const file = await collected(estate);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const live = await run(['audit', '--estate', estate], { sources });
    const replayed = await run(['audit', '--estate', estate, '--collection', file]);
    // What to do next is of the same collection; everything above it is of the same places.
    expect(replayed.out.replace(` --collection ${file}`, '')).toBe(live.out);
    expect(lastLine(replayed.out)).toContain(` --collection ${file} `);
  });

  it('read a collection from the standard input', async () => {
    const estate = quietEstate();
    const stdin = readFileSync(await collected(estate), 'utf8');
    expect((await run(['audit', '--estate', estate, '--collection', '-'], { stdin })).code).toBe(0);
  });

  it('refuse a collection that was cut, with its line', async () => {
    const estate = quietEstate();
    const stdin = readFileSync(await collected(estate), 'utf8')
      .split('\n')
      .slice(0, -2)
      .join('\n');
    const { code, err } = await run(['audit', '--estate', estate, '--collection', '-'], { stdin });
    expect(code).toBe(2);
    expect(err).toMatch(/standard input:\d+/);
  });

  it('refuse a collection of another version of the estate, unless told', async () => {
    const file = await collected(quietEstate());
    const other = quietEstate(['retention: P6M', 'retention: P7M']);
    const refused = await run(['audit', '--estate', other, '--collection', file]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--collection-of-other-estate');
    const allowed = await run(['audit', '--estate', other, '--collection', file, '--collection-of-other-estate']);
    expect(allowed.code).toBe(0);
    expect(allowed.err).toContain('another version of the estate');
  });

  it('end with 3 and name the place when one was not read', async () => {
    const estate = quietEstate();
    const file = join(folder(), 'c.jsonl');
    const { code, out } = await run(['collect', '--estate', estate, '--out', file], { sources: [] });
    expect(code).toBe(3);
    expect(out).toContain('store-paris');
    expect(lastLine(out)).toMatch(/^exit 3, undecided\. Next: cloison audit /);
  });

  it('leave nothing behind when the target cannot be written', async () => {
    const file = join(folder(), 'missing', 'c.jsonl');
    const { code, err } = await run(['collect', '--estate', quietEstate(), '--out', file], { sources });
    expect([code, existsSync(file)]).toEqual([2, false]);
    expect(err).toContain('The target cannot be written.');
  });

  it('head a report as of another day as a replay', async () => {
    const { out } = await run(['audit', '--estate', quietEstate(), '--as-of', '2026-05-01'], { sources });
    expect(out.split('\n')[0]).toMatch(/^REPLAY, judged by the law of 2026-05-01\./);
    const same = await run(['audit', '--estate', quietEstate(), '--as-of', today.slice(0, 10)], { sources });
    expect(same.out).not.toContain('REPLAY');
  });

  it.each([
    ['json', /^\{/],
    ['markdown', /^# |\*\*/],
    ['html', /^<!doctype html>/i],
  ])('print the report as %s', async (format, start) => {
    const estate = quietEstate(['    owner: role:staffing-lead\n', '']);
    const { code, out } = await run(['audit', '--estate', estate, '--format', format], { sources });
    expect(code).toBe(1);
    expect(out).toMatch(start);
    expect(out).toContain('every-dataset-is-accounted-for');
  });

  it('print JSON alone on the output when JSON is asked for', async () => {
    const { out } = await run(['audit', '--estate', quietEstate(), '--json'], { sources });
    expect(JSON.parse(out)).toMatchObject({ version: 'cloison/report/v1', outcome: { code: 0 } });
  });

  it('write the report to a file and the verdict to the terminal', async () => {
    const file = join(folder(), 'report.html');
    const { out } = await run(['audit', '--estate', quietEstate(), '--format', 'html', '--out', file], { sources });
    expect(readFileSync(file, 'utf8')).toMatch(/<\/html>\s*$/);
    expect(lastLine(out)).toMatch(/^exit 0, pass\./);
  });

  it('make every value of a source visible, in every column of the report', async () => {
    const region = '\u001B[31m\u202Eeu\r\n::error::owned';
    const hostile = storeOf({ 'staffing-figures': { ...quiet, location: { region } } });
    const { out, code } = await run(['audit', '--estate', quietEstate()], { sources: [hostile] });
    expect(code).toBe(1);
    expect(out).toContain('\\u{1b}[31m\\u{202e}eu\\u{d}\\u{a}::error::owned');
    expect(obeyed(out)).toEqual([]);
  });

  it('keep names that are personal data out of what is written', async () => {
    const named = storeOf({ 'staffing-figures': quiet });
    const file = await collected(quietEstate(), { sources: [named] });
    expect(readFileSync(file, 'utf8')).not.toContain('"u1"');
  });
});

describe('colour and width', () => {
  const escape = '\u001B[';
  it.each([
    ['on a terminal', { width: 100 }, [], true],
    ['not in a pipe', {}, [], false],
    ['not with NO_COLOR', { width: 100, env: { NO_COLOR: '1' } }, [], false],
    ['not with --no-colour', { width: 100 }, ['--no-colour'], false],
    ['in a pipe with FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, [], true],
  ])('%s', async (_what, world, flags, isColoured) => {
    const { out } = await run(['audit', '--estate', quietEstate(), ...flags], { sources, ...world });
    expect(out.includes(escape)).toBe(isColoured);
  });

  it('keeps every row within the terminal', async () => {
    const { out } = await run(['controls'], { width: 60, env: { NO_COLOR: '1' } });
    const wide = out.split('\n').filter((row) => row.length > 60 && row.trim().includes(' '));
    expect(wide).toEqual([]);
  });
});

describe('controls', () => {
  it('lists all of them with force and severity', async () => {
    const { code, out } = await run(['controls']);
    expect(code).toBe(0);
    expect(out).toContain('residency/region-is-known');
    expect(lastLine(out)).toMatch(/^\d+ controls\./);
  });

  it('explains one, and says of a house rule that it infringes no article', async () => {
    const { out } = await run(['controls', 'residency/personal-data-stays-in-the-eea']);
    expect(out).toContain('no article is said to be infringed');
    expect(out).toContain('→ ');
  });

  it('gives machines the contract of each', async () => {
    const { out } = await run(['controls', '--json']);
    const { controls } = JSON.parse(out) as { controls: { id: string; force: string }[] };
    expect(controls.length).toBeGreaterThanOrEqual(18);
    expect(new Set(controls.map(({ force }) => force))).toContain('law');
  });
});

describe('waivers', () => {
  const control = 'register/every-dataset-is-accounted-for';

  it('new prints an exception that the estate accepts once its gaps are filled', async () => {
    const words = ['--control', control, '--subject', 'dataset://staffing-figures'];
    const { code, out } = await run(['waiver', 'new', ...words, '--id', 'W-7']);
    expect(code).toBe(0);
    const filled = out
      .replace('role:<who asks>', 'role:staffing-lead')
      .replace('<why>', 'search')
      .replace('<last day>', '2026-07-31')
      .replace('dataset: <as the finding prints it>', 'dataset: staffing-figures')
      .replace('class: <as the finding prints it>', 'class: D1')
      .replace('verdict: <as the finding prints it>', 'verdict: deny')
      .replace('- <as the finding prints it>', '- no-owner');
    const stub = filled
      .split('\n')
      .filter((row) => row.startsWith('  '))
      .join('\n');
    expect(parse(stub)).toEqual([
      {
        id: 'W-7',
        control,
        subject: 'dataset://staffing-figures',
        covers: { dataset: 'staffing-figures', class: 'D1', verdict: 'deny', found: ['no-owner'] },
        reason: 'search',
        owner: 'role:staffing-lead',
        from: '2026-06-01',
        until: '2026-07-31',
        signed: ['waivers/W-7.owner.dsse.json', 'waivers/W-7.dpo.dsse.json'],
      },
    ]);
    const estate = quietEstate(['documents:', `waivers:\n${stub}\ndocuments:`]);
    expect((await run(['estate', 'check', estate])).code).toBe(0);
  });

  it('new refuses an unknown control and a subject in another spelling', async () => {
    const of = (name: string, subject: string) => run(['waiver', 'new', '--control', name, '--subject', subject]);
    expect((await of('register/every-datset-is-accounted-for', 'dataset://x')).err).toContain(`“${control}”`);
    expect((await of(control, 'store://place/*')).code).toBe(2);
  });

  const row = (id: string, from: string, until: string, on = 'dataset://staffing-figures', of = control) =>
    `  - { id: ${id}, control: ${of}, subject: "${on}", covers: { dataset: staffing-figures, class: D1, verdict: deny, found: [no-owner] }, reason: search, owner: role:staffing-lead, from: ${from}, until: ${until}, signed: [waivers/${id}.owner.dsse.json, waivers/${id}.dpo.dsse.json] }\n`;

  it('list prints the state of each', async () => {
    const where = folder();
    const { paths, trust } = await keysIn(where);
    const rows = [
      row('applied', '2026-05-01', '2026-07-31'),
      row('expired', '2026-01-01', '2026-03-31', 'dataset://staffing-figures', 'register/every-plane-is-declared'),
      row('ending', '2026-05-01', '2026-06-10', 'zone://private', 'register/every-plane-is-declared'),
      row('dormant', '2026-05-01', '2026-07-31', 'store://store-paris/staffing-figures', 'residency/region-is-known'),
      row('orphan', '2026-05-01', '2026-07-31', 'store://store-paris/gone', 'residency/region-is-known'),
      row('coming', '2026-06-20', '2026-07-31', 'zone://private', 'residency/region-is-known'),
      row('unsigned', '2026-05-01', '2026-07-31', 'zone://private', 'exposure/personal-data-is-not-public'),
    ];
    const estate = quietEstate(
      ['    owner: role:staffing-lead\n', ''],
      ['documents:', `waivers:\n${rows.join('')}documents:`],
    );
    for (const id of ['applied', 'expired', 'ending', 'dormant', 'orphan', 'coming']) {
      const sign = (...words: string[]) => run(['waiver', 'sign', id, '--estate', estate, ...words]);
      expect((await sign('--key', paths['owner']!, '--decision', 'granted')).code).toBe(0);
      expect((await sign('--key', paths['dpo']!, '--opinion', 'reserved')).code).toBe(0);
    }
    const collection = await collected(estate);
    const words = ['waiver', 'list', '--estate', estate, '--trust', trust, '--collection', collection];
    const { code, out } = await run([...words, '--json']);
    const { waivers } = JSON.parse(out) as { waivers: { id: string; state: string; opinion: string }[] };
    expect(Object.fromEntries(waivers.map(({ id, state }) => [id, state]))).toEqual({
      applied: 'applied',
      expired: 'expired',
      ending: 'expiring',
      dormant: 'dormant',
      orphan: 'orphan',
      coming: 'not-yet',
      unsigned: 'unsigned',
    });
    expect(code).toBe(1);
    expect((await run([...words, '--lang', 'fr'])).out).toContain('finit dans les 14 jours');
  });

  it('sign refuses a key of the wrong kind and one that others can read', async () => {
    const { paths } = await keysIn(folder());
    const estate = quietEstate(['documents:', `waivers:\n${row('W-1', '2026-05-01', '2026-07-31')}documents:`]);
    const open = join(folder(), 'key.pem');
    writeFileSync(open, readFileSync(paths['owner']!), { mode: 0o644 });
    const sign = (key: string) =>
      run(['waiver', 'sign', 'W-1', '--estate', estate, '--key', key, '--decision', 'granted']);
    expect((await sign(open)).err).toContain('can be read by others');
    expect((await sign(estate)).code).toBe(2);
  });
});

describe('estate seal', () => {
  it('signs a revision, and the next one counts on', async () => {
    const where = folder();
    const { paths } = await keysIn(where);
    const seal = (out: string, ...more: string[]) =>
      run(['estate', 'seal', quietEstate(), '--key', paths['owner']!, '--out', join(where, out), '--json', ...more]);
    const first = JSON.parse((await seal('1.json')).out) as { number: number; estate: string };
    expect(first).toMatchObject({ number: 1 });
    expect(first.estate).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(JSON.parse((await seal('2.json', '--replaces', join(where, '1.json'))).out)).toMatchObject({ number: 2 });
    expect((await seal('3.json', '--number', '0')).code).toBe(2);
  });
});

describe('look', () => {
  it('needs no estate, promises nothing and is exit code 3', async () => {
    const shown = storeOf({ files: { ...quiet, publicRead: { value: true } } });
    const { code, out } = await run(['look', '--s3', 'https://s3.fr-par.scw.cloud'], { sources: [shown] });
    expect(code).toBe(3);
    expect(out.split('\n')[0]).toBe('Inventory: nothing was promised, so nothing is judged.');
    expect(out).toContain('store://s3.fr-par.scw.cloud/files');
    expect(out).toContain('readable by everyone');
    expect(out).toContain('key of the customer');
    expect(out).toMatch(/Operated by .*laws on record: /);
    expect(lastLine(out)).toMatch(/^exit 3, undecided\./);
  });

  it('names no operator and no country for an address that the facts do not know', async () => {
    const { out } = await run(['look', '--s3', 'https://s3.example.notscw.cloud.example'], { sources });
    expect(out).toContain('Who operates it is not known');
    expect(out).toContain('country not known');
  });

  it('is a wrong call when there is nothing to look at', async () => {
    const { code, err } = await run(['look', '--kubeconfig', '/nowhere/config'], { sources });
    expect(code).toBe(2);
    expect(err).toContain('nothing to look at');
  });
});

describe('a sealed run', () => {
  it('holds no account name, and its reports in both languages', async () => {
    const where = folder();
    const { paths, trust } = await keysIn(where);
    const sealed = join(where, 'evidence');
    const estate = quietEstate();
    expect(quietText()).not.toContain('account-of-op-1');
    writeFileSync(
      join(estate, '../identities.csv'),
      'operator,place,kind,name,from,until\nop-0001,store-paris,s3-user,account-of-op-1,,\n',
    );
    const words = ['audit', '--estate', estate, '--trust', trust, '--seal', sealed];
    expect((await run(words, { sources, env: { CLOISON_KEY: paths['tool']! } })).code).toBe(0);
    expect(readdirSync(join(sealed, 'data/report')).sort()).toEqual([
      'report.en.html',
      'report.en.md',
      'report.fr.html',
      'report.fr.md',
      'report.json',
    ]);
    const payload = readFileSync(join(sealed, 'data/payload/estate.json'), 'utf8');
    expect(payload).toContain('op-0001');
    expect(payload).not.toContain('account-of-op-1');
    const told = await run(['evidence', 'verify', sealed, '--trust', trust, '--json']);
    expect(JSON.parse(told.out)).toMatchObject({ exitCode: 0, verdict: 'VALID', replay: { answer: 'faithful' } });
    expect((await run(['evidence', 'verify', sealed, '--trust', trust, '--lang', 'fr'])).out).toContain(
      'les preuves sont intactes',
    );
  });
});
