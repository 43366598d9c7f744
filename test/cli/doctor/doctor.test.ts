import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../cli/doctor/machine.ts';
import { newestFact } from '../../../cli/doctor/machine.ts';
import type { Git } from '../../../cli/gate/judge/git.ts';
import type { Edge } from '../../../cli/edge.ts';
import { repository } from '../gate/repository.ts';
import { inProcess } from '../inProcess.ts';
import { folder, keysIn, quietEstate, run } from '../support.ts';

/** After every day on which a fact of this version was read. */
const now = '2030-06-01T10:00:00.000Z';
const machine: Machine = { node: '24.1.0', has: () => true };
const answers =
  (by: Readonly<Record<string, string | undefined>>): Git =>
  (words) => {
    const found = Object.entries(by).find(([name]) => words.includes(name));
    return { status: found === undefined ? 1 : 0, stdout: new TextEncoder().encode(found?.[1] ?? '') };
  };
const git = answers({
  '--version': 'git version 2.50.0\n',
  '--show-toplevel': '/a\n',
  '--is-shallow-repository': 'false\n',
});

interface Told {
  readonly exitCode: number;
  readonly checks: readonly {
    readonly part: string;
    readonly id: string;
    readonly level: string;
    readonly sentence: string;
    readonly next?: string;
  }[];
}

async function doctor(words: readonly string[], world: Partial<Edge> = {}) {
  const edge = { now: () => new Date(now), env: {}, machine, git, ...world };
  const { code, out, err } = await inProcess(['doctor', ...words, '--json'], edge);
  expect(out, err).toMatch(/^\{/);
  const told = JSON.parse(out) as Told;
  expect(told.exitCode).toBe(code);
  const of = (level: string) => told.checks.filter((each) => each.level === level).map(({ id }) => id);
  return { code, told, wrong: of('wrong'), warn: of('warn'), note: of('note'), good: of('good') };
}

const world = folder();
const { paths, trust } = await keysIn(world);
/** Papers of the fixture end before `now`: these do not. */
const later = ['until: 2027-12-31', 'until: 2031-12-31'] as const;
const lasting = (...changes: readonly (readonly [string, string])[]) => quietEstate(later, ...changes);

describe('the machine', () => {
  it('with nothing named lacks nothing, and what could be named is noted', async () => {
    const { code, good, note, wrong, warn } = await doctor([]);
    expect({ code, wrong, warn }).toEqual({ code: 0, wrong: [], warn: [] });
    expect(good).toEqual(['node', 'clock', 'git', 'clients']);
    expect(note).toEqual(['no-trust', 'no-key', 'no-estate']);
  });

  it.each([
    ['20.19.0', 2],
    ['22.17.9', 2],
    ['22.18.0', 0],
    ['23.0.0', 0],
  ])('Node %s: %i', async (node, code) => {
    expect(await doctor([], { machine: { ...machine, node } })).toMatchObject({
      code,
      wrong: code === 0 ? [] : ['node-old'],
    });
  });

  it('a clock that stands before the facts were read is wrong: 3', async () => {
    const day = newestFact();
    expect(day).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(await doctor([], { now: () => new Date(`${day}T00:00:00.000Z`) })).toMatchObject({ code: 0 });
    const before = new Date(Date.parse(`${day}T00:00:00.000Z`) - 1);
    expect(await doctor([], { now: () => before })).toMatchObject({ code: 3, wrong: ['clock-behind'] });
  });

  it('git that is missing, a folder in no repository and a shallow clone are told, and move no code', async () => {
    const missing: Git = () => ({ status: undefined, stdout: new Uint8Array() });
    expect(await doctor([], { git: missing })).toMatchObject({ code: 0, warn: ['no-git'] });
    const alone = answers({ '--version': 'git version 2' });
    expect((await doctor([], { git: alone })).note).toContain('no-repository');
    const shallow = answers({ '--version': 'git', '--show-toplevel': '/a', '--is-shallow-repository': 'true' });
    expect(await doctor([], { git: shallow })).toMatchObject({ code: 0, warn: ['shallow'] });
  });

  it('clients that are not installed are named with the commands that ask for them', async () => {
    const has = (name: string) => !name.startsWith('@pulumi');
    const { told, code } = await doctor([], { machine: { ...machine, has } });
    const [missing] = told.checks.filter(({ id }) => id === 'no-client');
    expect(code).toBe(0);
    expect(missing).toMatchObject({
      sentence: '@pulumi/pulumi is not installed; these commands ask for it: plan.',
      next: 'npm install @pulumi/pulumi, where one of them is used.',
    });
  });

  it('this one has what the tests need', async () => {
    const { code, out } = await run(['doctor', '--json'], { now });
    expect(code).toBe(0);
    const ids = (JSON.parse(out) as Told).checks.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['node', 'clock', 'clients']));
  });
});

describe('keys and trust', () => {
  it('a key that the trust document lists is good, from --key and from the environment', async () => {
    for (const [words, env] of [
      [['--key', paths['tool']!], {}],
      [[], { CLOISON_KEY: paths['tool']! }],
    ] as const)
      expect((await doctor(['--trust', trust, ...words], { env })).good).toEqual(
        expect.arrayContaining(['trust', 'key-listed']),
      );
    expect((await doctor(['--key', paths['tool']!])).good).toContain('key');
  });

  it.each<[string, (path: string) => void, string]>([
    ['that others can read', (path) => chmodSync(path, 0o640), 'key-open'],
    ['that is none', (path) => writeFileSync(path, 'no key'), 'key-unusable'],
  ])('a key %s is refused: 2', async (_, spoil, id) => {
    const path = join(folder(), 'key.pem');
    copyFileSync(paths['tool']!, path);
    chmodSync(path, 0o600);
    spoil(path);
    expect(await doctor(['--key', path])).toMatchObject({ code: 2, wrong: [id] });
  });

  it('a key that is not there, and one that the repository holds, are refused; none is ever printed', async () => {
    expect(await doctor(['--key', '/nowhere/key.pem'])).toMatchObject({ code: 2, wrong: ['key-unreadable'] });
    const { root, git: own, run: at } = repository();
    const path = join(root, 'key.pem');
    copyFileSync(paths['tool']!, path);
    chmodSync(path, 0o600);
    expect((await doctor(['--key', path], { git: own })).wrong).toEqual([]);
    at('add', 'key.pem');
    const { told, code, wrong } = await doctor(['--key', path], { git: own });
    expect({ code, wrong }).toEqual({ code: 2, wrong: ['key-tracked'] });
    expect(JSON.stringify(told)).not.toContain(readFileSync(path, 'utf8').split('\n')[1]);
  });

  const trustWith = (change: (key: Record<string, unknown>) => object) => {
    const document = JSON.parse(readFileSync(trust, 'utf8')) as { keys: Record<string, unknown>[] };
    const path = join(folder(), 'trust.json');
    writeFileSync(
      path,
      JSON.stringify({ ...document, keys: document.keys.map((key) => ({ ...key, ...change(key) })) }),
    );
    return path;
  };

  it.each([
    [{ until: '2030-05-31' }, ['key-not-in-force'], 3],
    [{ from: '2030-06-02' }, ['key-not-in-force'], 3],
    [{ state: 'retired', until: '2031-01-01' }, ['key-not-in-force'], 3],
    [{ until: '2030-06-01' }, [], 0],
  ])('of a key with %j', async (change, wrong, code) => {
    const path = trustWith(({ role }) => (role === 'tool' ? change : {}));
    expect(await doctor(['--trust', path, '--key', paths['tool']!])).toMatchObject({ code, wrong });
  });

  it('ends within fourteen days are told, the last day among them, and no day sooner', async () => {
    const ends = (until: string) => trustWith(({ role }) => (role === 'dpo' ? { until } : {}));
    expect((await doctor(['--trust', ends('2030-06-14')])).warn).toEqual(['key-ends']);
    expect((await doctor(['--trust', ends('2030-06-01')])).warn).toEqual(['key-ends']);
    expect((await doctor(['--trust', ends('2030-06-15')])).warn).toEqual([]);
  });

  it('a role that nobody has, a key that nobody lists, and a trust document beside the estate are told', async () => {
    const without = trustWith(({ role }) => (role === 'owner' ? { state: 'retired', until: '2029-01-01' } : {}));
    expect((await doctor(['--trust', without])).warn).toEqual(['no-role']);
    const { paths: strange } = await keysIn(folder());
    expect((await doctor(['--trust', trust, '--key', strange['tool']!])).warn).toEqual(['key-unlisted']);
    const estate = lasting();
    const beside = join(dirname(estate), 'trust.json');
    copyFileSync(trust, beside);
    expect((await doctor(['--trust', beside, '--estate', estate])).warn).toContain('trust-beside');
    expect((await doctor(['--trust', trust, '--estate', estate])).warn).not.toContain('trust-beside');
  });

  it('a trust document that is refused or missing is told: 2', async () => {
    const path = join(folder(), 'trust.json');
    writeFileSync(path, '{"version":"x"}');
    expect(await doctor(['--trust', path])).toMatchObject({ code: 2, wrong: ['trust-refused'] });
    expect(await doctor(['--trust', '/nowhere/t.json'])).toMatchObject({ code: 2, wrong: ['trust-unreadable'] });
  });
});

describe('the estate', () => {
  it('that reads well, and one that is refused', async () => {
    expect(await doctor(['--estate', lasting()])).toMatchObject({ code: 0, wrong: [] });
    const { code, wrong, told } = await doctor(['--estate', lasting(['home: private', 'home: privte'])]);
    expect({ code, wrong }).toEqual({ code: 2, wrong: ['estate-refused'] });
    expect(told.checks.find(({ id }) => id === 'estate-refused')!.next).toMatch(/^cloison estate check /);
  });

  const contract = (until: string) => quietEstate([later[0], `until: ${until}`]);
  it.each([
    ['2030-05-31', 3, ['expired'], []],
    ['2030-06-01', 0, [], ['expiring']],
    ['2030-06-14', 0, [], ['expiring']],
    ['2030-06-15', 0, [], []],
  ])('rests on a contract until %s: %i', async (until, code, wrong, warn) => {
    const found = await doctor(['--estate', contract(until)]);
    const papers = found.warn.filter((id) => id.startsWith('expir'));
    expect({ code: found.code, wrong: found.wrong, papers }).toEqual({ code, wrong, papers: warn });
  });

  it('a document that nothing rests on any more is history', async () => {
    const old = lasting(['documents:\n', 'documents:\n  C-0: { kind: contract, on: 2020-01-01, until: 2021-01-01 }\n']);
    expect(await doctor(['--estate', old])).toMatchObject({ code: 0, wrong: [] });
  });

  it('exceptions: expired, ending, and without a decision that counts', async () => {
    const waiver = (until: string) =>
      lasting([
        'documents:\n',
        `waivers:\n  - { id: W-1, control: residency/region-is-known, subject: "store://store-paris/staffing-figures", reason: search, owner: role:staffing-lead, from: 2030-05-01, until: ${until} }\ndocuments:\n`,
      ]);
    expect((await doctor(['--estate', waiver('2030-05-31')])).wrong).toEqual(['expired']);
    const ending = await doctor(['--estate', waiver('2030-06-10'), '--trust', trust]);
    expect([ending.wrong, ending.warn.includes('expiring')]).toEqual([['waiver-open'], true]);
    expect(ending.told.checks.find(({ id }) => id === 'waiver-open')!.sentence).toBe(
      'The exception W-1 is not applied (without a decision that counts).',
    );
    expect((await doctor(['--estate', waiver('2030-07-31')])).wrong).toEqual([]);
  });

  it('a freeze in force is noted', async () => {
    const frozen = lasting([
      'documents:\n',
      'freezes: [{ from: 2030-05-01, to: 2030-07-01, scope: all }]\ndocuments:\n',
    ]);
    expect((await doctor(['--estate', frozen])).note).toContain('frozen');
  });
});

describe('places', () => {
  it('are not asked over the network unless told, and then each by its own name', async () => {
    const asked: string[] = [];
    const transport = async (url: string) => {
      asked.push(url);
      return new Response(null, { status: 403 });
    };
    const estate = lasting();
    const quietly = await doctor(['--estate', estate], { transport });
    expect([quietly.note.includes('not-asked'), asked]).toEqual([true, []]);
    const aloud = await doctor(['--estate', estate, '--reach'], { transport });
    expect([aloud.code, aloud.good.includes('answers'), asked.length]).toEqual([0, true, 1]);
    const silent = async () => {
      throw new Error('no route');
    };
    expect(await doctor(['--estate', estate, '--reach'], { transport: silent })).toMatchObject({
      code: 3,
      wrong: ['no-answer'],
    });
  });

  it('credentials are looked for and never read', async () => {
    const estate = lasting();
    expect((await doctor(['--estate', estate])).warn).toContain('no-credentials');
    const env = { AWS_ACCESS_KEY_ID: 'x' };
    const { warn, told } = await doctor(['--estate', estate], { env });
    expect(warn).not.toContain('no-credentials');
    expect(JSON.stringify(told)).not.toContain('AWS_ACCESS_KEY_ID');
  });
});

it('says all of it in both languages, one line each, with what to do', async () => {
  const words = ['doctor', '--estate', lasting(['home: private', 'home: privte']), '--trust', trust];
  const edge = { now: () => new Date(now), env: {}, machine, git };
  const english = await inProcess(words, edge);
  expect(english.out).toMatch(/^One thing is wrong\.\n\nThis machine\n✓ Node\.js 24\.1\.0\.\n/);
  expect(english.out).toMatch(/^✗ The estate is refused: 2 problems; .* → cloison estate check .* names each\.$/m);
  const french = await inProcess([...words, '--lang', 'fr'], edge);
  expect(french.out).toMatch(/^Un point est faux\.\n/);
  expect(french.out.split('\n')).toHaveLength(english.out.split('\n').length);
});
