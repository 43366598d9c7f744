/**
 * Every help page ends with one example, and each is run as it stands here, in a folder that holds what they name. What begins,
 * compares or looks after an installation is run in `begin.test.ts`, as processes; the demonstration in `next.test.ts`, for long.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginCommands } from '../../cli/commands/beginList.ts';
import { commands } from '../../cli/commands/list.ts';
import { unpack } from '../../policies/bundle/archive.ts';
import { exampleArchive } from '../policies/bundle/support.ts';
import { estateCopy, keysIn, quiet, run, storeOf, today, type World } from './support.ts';
import { binaryPlan } from './gate/bound/world.ts';
import { inProcess, type Ran } from './inProcess.ts';
import { preview } from './gate/world.ts';

const root = join(import.meta.dirname, '../..');
const archive = join(root, exampleArchive);
const sources = [storeOf({ results: quiet })];
let where = '';

const waiver = `waivers:
  - { id: W-12, control: residency/region-is-known, subject: "store://oss-public/results", reason: migration, owner: role:it, from: 2026-05-01, until: 2026-07-01, signed: [waivers/W-12.owner.dsse.json, waivers/W-12.dpo.dsse.json] }
documents:`;

/** One process of Pulumi's program, as small as they come. */
function project(): void {
  mkdirSync(join(where, 'program'));
  writeFileSync(join(where, 'Pulumi.yaml'), 'name: shop\nruntime: nodejs\nmain: program/\n');
  writeFileSync(join(where, 'Pulumi.private.yaml'), 'config: {}\n');
  writeFileSync(join(where, 'program/package.json'), '{ "main": "index.js" }\n');
  writeFileSync(join(where, 'program/index.js'), "require('@pulumi/pulumi');\n");
  symlinkSync(join(root, 'node_modules'), join(where, 'node_modules'));
}

/** The judge of the gate's example: the estate as the commit has it that the change is based on. */
function based(): void {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], { cwd: where });
  git('init', '-q', '-b', 'main');
  git('add', 'estate');
  git('commit', '-q', '-m', 'estate');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
}

async function needed(...words: string[]): Promise<void> {
  const { code, err } = await run([...words, '--debug'], { sources });
  expect([code, err]).toEqual([0, '']);
}

beforeAll(async () => {
  where = estateCopy(join(import.meta.dirname, 'fixtures/quiet'), []);
  for (const name of ['estate.yaml', 'identities.csv', 'operators.csv']) {
    const text = readFileSync(join(where, name), 'utf8').replaceAll('store-paris', 'oss-public');
    writeFileSync(
      join(where, name),
      `${text.replaceAll('staffing-figures', 'results')}${name === 'operators.csv' ? 'op-0002,committee,,FR,staffing-lead,vetted,2027-12-31\n' : ''}`,
    );
  }
  mkdirSync(join(where, 'estate'));
  for (const name of ['estate.yaml', 'identities.csv', 'operators.csv'])
    copyFileSync(join(where, name), join(where, 'estate', name));
  const { paths } = await keysIn(where);
  for (const [role, path] of Object.entries(paths)) copyFileSync(path, join(where, `${role}.pem`));
  writeFileSync(join(where, 'plan.json'), preview([{ name: 'results', region: 'eu-private' }]));
  writeFileSync(join(where, 'plan.tfplan'), binaryPlan());
  copyFileSync(archive, join(where, 'policies.tar.gz'));
  mkdirSync(join(where, 'own'));
  for (const [name, bytes] of unpack(readFileSync(archive))) writeFileSync(join(where, 'own', name), bytes);
  project();
  based();
  process.chdir(where);
  await needed('audit', '--estate', 'estate.yaml', '--seal', 'evidence', '--key', 'tool.pem', '--trust', 'trust.json');
  const judged = ['gate', 'plan.json', '--estate', 'estate.yaml', '--trust', 'trust.json', '--environment', 'prod'];
  await needed(...judged, '--seal', 'decision', '--key', 'tool.pem', '--artifact', 'plan.tfplan');
  await needed('policies', 'sign', 'own', '--key', 'owner.pem');
}, 120_000);
afterAll(() => process.chdir(root));

/** An exception that waits for its signatures: nothing else here is asked of an estate that has one. */
function asked(): void {
  const path = join(where, 'estate.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace('documents:', waiver));
}

/** The guard serves until it is told to stop; the others end by themselves. */
async function ran(words: readonly string[]): Promise<Ran> {
  if (words[0] !== 'guard') return run(words, { sources, env: { PATH: process.env['PATH'] } } satisfies World);
  const stopping = new AbortController();
  let out = '';
  const write = (text: string) => {
    out += text;
    if (out.includes('listens on')) stopping.abort();
  };
  const stderr = { write, isTerminal: false, width: undefined };
  const edge = { stderr, signal: stopping.signal, env: {}, now: () => new Date(today) };
  return { ...(await inProcess(words, edge)), out };
}

/** In an order in which each finds what the one before has written; the code that the folder above leads to. */
const expected: Readonly<Record<string, number>> = {
  'estate check': 0,
  'estate seal': 0,
  collect: 0,
  audit: 0,
  look: 3,
  controls: 0,
  where: 0,
  who: 0,
  why: 0,
  'access check': 0,
  'keys new': 0,
  'policies sign': 0,
  'waiver new': 0,
  'evidence verify': 0,
  gate: 0,
  'gate verify': 0,
  'gate replay': 0,
  'guard serve': 0,
  plan: 0,
  'waiver sign': 0,
  'waiver list': 1,
};

it('each is of a command, and each command has one', () => {
  const elsewhere = [...beginCommands.map(({ name }) => name), 'demo'];
  expect([...Object.keys(expected), ...elsewhere].sort()).toEqual(commands.map(({ name }) => name).sort());
});

it.each(Object.keys(expected))('that of %s runs', { timeout: 90_000 }, async (name) => {
  const { example } = commands.find((each) => each.name === name)!;
  if (name === 'waiver sign') asked();
  // What the gate was given is of another kind, and is never written over.
  if (name === 'plan') rmSync('plan.json');
  // Another process may listen there.
  const words = example.replace(':8181', ':0').split(' ');
  const { code, out, err } = await ran(words);
  expect([code, err.replace('No trust document was given: no signature counts.\n', '')]).toEqual([expected[name], '']);
  expect(out).not.toBe('');
});
