/** `npm pack`, then an installation elsewhere: the same commands say the same. Needs npm and its registry (or a warm cache). */
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heavy, publishedManifest, type Manifest } from '../../../scripts/pack-manifest.ts';
import { startPack, type Started } from '../../stacks/pack/analyzer.ts';
import { olderNodes, type OlderNodes } from './older.ts';
import { checkout, copyOfCheckout, install, mustRun, pack, runIn, type Ran } from './packed.ts';

let original: string;
let source: string;
let tarball: string;
let elsewhere: string;
let unpacked: string;

beforeAll(() => {
  source = copyOfCheckout();
  original = manifestText(source);
  tarball = pack(source);
  elsewhere = install(tarball);
  unpacked = join(elsewhere, 'node_modules/cloison');
}, 300_000);

afterAll(() => {
  for (const folder of [source, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

const manifestText = (folder: string) => readFileSync(join(folder, 'package.json'), 'utf8');
const installed = (...words: string[]): Ran => runIn(elsewhere, 'node_modules/.bin/cloison', words);
const fromSources = (...words: string[]): Ran => runIn(elsewhere, 'node', [join(checkout, 'bin/cloison.js'), ...words]);

/** A run has a name and an instant of its own; everything else must be the same. */
function told({ stdout, stderr, status }: Ran) {
  const same = (text: string) =>
    text
      .replaceAll(/\d{8}T\d{9}Z-[0-9a-f]{16}/g, '‹run›')
      // Next steps are printed as they were started: from a checkout, or through npx.
      .replaceAll(/\bnode \S*bin\/cloison\.js|\bnpx cloison\b/g, 'cloison')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '‹instant›');
  return { stdout: same(stdout), stderr: same(stderr), status };
}

describe('the checkout that was packed', () => {
  it('has its own manifest again, and nothing that was built', () => {
    expect(manifestText(source)).toBe(original);
    const built = ['dist', 'package.checkout.json', 'THIRD-PARTY.txt'];
    expect(built.filter((path) => existsSync(join(source, path)))).toEqual([]);
  });

  it('gets its manifest back from the next run when one was cut off', () => {
    const mine = manifestText(source);
    writeFileSync(join(source, 'package.checkout.json'), mine);
    writeFileSync(join(source, 'package.json'), '{ "name": "cut-off" }\n');
    mustRun(source, 'node', ['scripts/pack.ts', 'post']);
    expect(manifestText(source)).toBe(mine);
  });

  it('is refused by npm publish, which would send the manifest of the checkout', () => {
    const refused = runIn(source, 'node', ['scripts/pack.ts', 'pre'], { npm_command: 'publish' });
    expect(refused.stderr).toContain('npm publish <tarball>');
    expect(refused.status).not.toBe(0);
    expect(manifestText(source)).toBe(original);
  });
});

describe('the tarball', () => {
  it('has the manifest that was meant: no Node of its own, no script, heavy clients as optional peers', () => {
    const manifest = JSON.parse(manifestText(unpacked)) as Manifest;
    expect(manifest).toEqual(publishedManifest(JSON.parse(original) as Manifest));
    expect(Object.keys(manifest)).not.toContain('optionalDependencies');
    expect(heavy.filter((name) => existsSync(join(elsewhere, 'node_modules', name)))).toEqual([]);
  });

  it('holds compiled code, its data and the papers, and no source', () => {
    const files = globSync('**/*', { cwd: unpacked, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map(({ name }) => name);
    expect(names.filter((name) => /(?<!\.d)\.ts$|\.rego$|\.map$|\.pem$/.test(name))).toEqual([]);
    const inside = (path: string) => existsSync(join(unpacked, path));
    expect(
      ['LICENSE', 'NOTICE', 'README.md', 'dist/policies/compiled/policy.wasm'].filter((path) => !inside(path)),
    ).toEqual([]);
  });

  it('names no path of the machine that packed it', () => {
    const places = [checkout, realpathSync(tmpdir()), homedir()].filter((path) => path.split('/').length > 2);
    const wanted = [source, ...places];
    const wrong = globSync('**/*.{js,json,d.ts,md,yaml,css}', { cwd: unpacked }).filter((path) => {
      const text = readFileSync(join(unpacked, path), 'utf8');
      return wanted.some((place) => text.includes(place));
    });
    expect(wrong).toEqual([]);
  });

  it('is clean in the eyes of publint', () => {
    expect(runIn(checkout, 'publint', [tarball, '--strict'])).toMatchObject({ status: 0 });
  });

  it('has types that another program can use', () => {
    const program = join(elsewhere, 'use.ts');
    writeFileSync(program, `import { readEstate } from 'cloison/estate';\nexport const wrong: number = readEstate;\n`);
    const flags = ['--noEmit', '--module', 'nodenext', '--target', 'es2024', '--skipLibCheck', '--strict'];
    const { stdout } = runIn(elsewhere, 'tsc', [...flags, program]);
    expect(stdout).toContain('EstateReading');
    expect(stdout.match(/error TS/g)).toHaveLength(1);
  });

  it('brings the licence of every package that is inside, and installs no other package', () => {
    const text = readFileSync(join(unpacked, 'THIRD-PARTY.txt'), 'utf8');
    const inside = Object.keys((JSON.parse(original) as Manifest).dependencies).filter((name) => !heavy.includes(name));
    expect(inside.filter((name) => !new RegExp(`^${name} \\d`, 'm').test(text))).toEqual([]);
    expect(text).toContain('xmlchars ');
    expect(globSync('{*,@*/*}', { cwd: join(elsewhere, 'node_modules') })).toEqual(['cloison']);
  });

  it('is small, and its installation too', () => {
    const bytes = (folder: string): number =>
      globSync('**/*', { cwd: folder, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    const mebibytes = (count: number) => Math.round((count / 1024 / 1024) * 10) / 10;
    const size = {
      tarball: mebibytes(statSync(tarball).size),
      package: mebibytes(bytes(unpacked)),
      installed: mebibytes(bytes(join(elsewhere, 'node_modules'))),
    };
    console.log(`size in MiB: ${JSON.stringify(size)}`);
    expect(size.tarball).toBeLessThan(3);
    // The command line lies beside the rooms that others import, each with what it needs: 10.5 of the 15 that are promised.
    expect(size.installed).toBeLessThan(12);
  });
});

describe('the installed commands say what those of the checkout say', () => {
  const sample = join(checkout, 'stacks/sample');
  const recording = join(checkout, 'stacks/demo/recording/collection.jsonl');
  const rows: readonly (readonly string[])[] = [
    ['--version'],
    ['controls', '--lang', 'fr', '--json'],
    ['estate', 'check', join(sample, 'estate')],
    ['estate', 'check', join(checkout, 'test/estate/fixtures')],
    ['audit', '--estate', join(sample, 'estate'), '--collection', recording, '--format', 'html'],
  ];
  it.each(rows.map((words) => [words.join(' ').replaceAll(`${checkout}/`, ''), words] as const))(
    '%s',
    (_, words) => {
      const said = told(installed(...words));
      expect(said).toEqual(told(fromSources(...words)));
      expect(said.stdout + said.stderr).not.toBe('');
    },
    120_000,
  );

  it('demo, and its evidence stands before both, and falls before both', () => {
    const folder = join(elsewhere, 'demo');
    expect(installed('demo', '--keep', folder)).toMatchObject({ status: 0 });
    const [altered] = globSync('evidence-altered-*', { cwd: folder });
    const of = (bundle: string) => ['evidence', 'verify', join(folder, bundle), '--trust', join(folder, 'trust.json')];
    const [intact, fallen] = [installed(...of('evidence')), installed(...of(altered!))];
    expect([intact.status, fallen.status]).toEqual([0, 4]);
    expect(told(intact)).toEqual(told(fromSources(...of('evidence'))));
    expect(told(fallen)).toEqual(told(fromSources(...of(altered!))));
  }, 180_000);
});

describe('on other Nodes than that of the checkout', () => {
  const bin = 'node_modules/cloison/bin/cloison.js';
  const sample = join(checkout, 'stacks/sample/estate');
  const recording = join(checkout, 'stacks/demo/recording/collection.jsonl');
  const files = join(checkout, 'test/audit/plan/fixtures');
  const opened = 'apiVersion: v1\nkind: Service\nmetadata: { name: door, namespace: front }\n';
  const at = (node: string, ...words: readonly string[]): Ran => runIn(elsewhere, node, [bin, ...words]);
  let nodes: OlderNodes;
  beforeAll(() => {
    nodes = olderNodes();
    writeFileSync(join(elsewhere, 'door.yaml'), opened);
  }, 300_000);

  const rows: readonly (readonly [code: number, ...words: string[]])[] = [
    [0, '--help'],
    [0, 'gate', '--help'],
    [0, 'gate', 'door.yaml', '--estate', sample],
    [0, 'gate', join(files, 'kubernetes/helm-template.yaml'), '--estate', sample, '--place', 'k8s-paris'],
    [1, 'gate', join(files, 'terraform/constructed-aws.json'), '--estate', sample, '--format', 'sarif'],
    [3, 'gate', join(files, 'pulumi/events-private-up.jsonl'), '--estate', sample, '--lang', 'fr'],
    [2, 'gate', 'nowhere.json', '--estate', sample],
    [1, 'audit', '--estate', sample, '--collection', recording, '--format', 'markdown'],
  ];
  it.each(rows.map(([code, ...words]) => [words.join(' ').replaceAll(`${checkout}/`, ''), code, words] as const))(
    'the oldest that is promised says what the newest says: %s, %i',
    (_, code, words) => {
      const said = told(at(nodes.promised, ...words));
      expect(said).toEqual(told(installed(...words)));
      expect(said.status).toBe(code);
      expect(said.stderr).not.toMatch(/warning/i);
    },
    60_000,
  );

  it('the oldest that is promised classifies, seals, verifies, refuses, and plans a program of the checkout', () => {
    expect(at(nodes.promised, 'demo')).toMatchObject({ status: 0 });
    const planned = at(nodes.promised, 'plan', '--stack', 'private', '--project', checkout, '--json');
    expect(planned.stdout).toContain('store://rgw-paris/accreditation');
    expect(planned).toMatchObject({ stderr: '', status: 0 });
  }, 180_000);

  it('an older one is refused in one line, with the code of bad usage', () => {
    const line = `cloison: Node.js 22.18 or later is needed; this is ${mustRun(elsewhere, nodes.refused, ['-p', 'process.versions.node'])}`;
    for (const words of [['--version'], ['gate', 'door.yaml', '--estate', sample]])
      expect(at(nodes.refused, ...words)).toEqual({ stdout: '', stderr: line.replace(/\n$/, '.\n'), status: 2 });
  });
});

it('the gate loads no recognizer and no client', () => {
  const [hook, list] = [join(elsewhere, 'hook.mjs'), join(elsewhere, 'loaded.txt')];
  const plan = join(elsewhere, 'plan.yaml');
  writeFileSync(plan, 'apiVersion: v1\nkind: Service\nmetadata: { name: door, namespace: front }\n');
  writeFileSync(
    hook,
    `import { registerHooks } from 'node:module';
     import { appendFileSync } from 'node:fs';
     registerHooks({ resolve(name, context, next) {
       const found = next(name, context);
       appendFileSync(${JSON.stringify(list)}, found.url + '\\n');
       return found;
     } });`,
  );
  const words = ['--import', hook, 'node_modules/cloison/bin/cloison.js', 'gate', plan];
  // Code that an earlier run compiled is loaded without asking Node where it is.
  const env = { NODE_DISABLE_COMPILE_CACHE: '1' };
  const gated = runIn(elsewhere, 'node', [...words, '--estate', join(checkout, 'stacks/sample/estate')], env);
  expect(gated).toMatchObject({ status: 0 });
  const loaded = readFileSync(list, 'utf8').split('\n');
  expect(loaded.filter((url) => url.includes('dist/policies')).length).toBeGreaterThan(0);
  expect(
    loaded.filter((url) => /dist\/(?:parts\/)?(?:classifiers|infra|guard)|phone|@pulumi|@aws|@kubernetes/i.test(url)),
  ).toEqual([]);
}, 60_000);

it('a place whose client is not installed is not reached, and the package to install is named', () => {
  const estate = mkdtempSync(join(elsewhere, 'estate-'));
  cpSync(join(checkout, 'test/cli/fixtures/quiet'), estate, { recursive: true });
  const { stdout, status } = installed('collect', '--estate', estate, '--out', join(elsewhere, 'c.jsonl'));
  expect(stdout).toContain('npm install @aws-sdk/client-s3');
  expect(status).toBe(3);
});

describe('with Pulumi beside it', () => {
  const estate = join(checkout, 'stacks/sample/estate');
  const link = () => join(elsewhere, 'node_modules/@pulumi');
  let policies: Started;
  beforeAll(async () => {
    symlinkSync(join(checkout, 'node_modules/@pulumi'), link());
    policies = await startPack(join(unpacked, 'dist/stacks/pack'), elsewhere, { CLOISON_ESTATE: estate });
  }, 120_000);
  afterAll(async () => {
    await policies.stop();
    rmSync(link());
  });
  const bucket = (region: string) => ({
    type: 'aws:s3/bucket:Bucket',
    name: 'photos',
    props: { bucket: 'photos', tags: { 'cloison-dataset': 'accreditation-file' } },
    provider: { type: 'pulumi:providers:aws', props: { region } },
  });

  it('the policy pack judges as that of the checkout, and refuses to start without an estate', async () => {
    const found = await policies.analyze(bucket('ap-southeast-1'));
    expect(found.map(({ policy, level }) => `${level} ${policy}`)).toContain(
      'mandatory residency/personal-data-stays-in-the-eea',
    );
    expect(policies.stdout()).toMatch(/^\d+\n$/);
    const ofCheckout = await startPack(join(checkout, 'stacks/pack'), checkout, { CLOISON_ESTATE: estate });
    expect(await ofCheckout.analyze(bucket('ap-southeast-1'))).toEqual(found);
    await ofCheckout.stop();
    await expect(startPack(join(unpacked, 'dist/stacks/pack'), elsewhere, {})).rejects.toThrow('needs an estate');
  }, 180_000);

  it('the three lines refuse in a program elsewhere', () => {
    const program = join(elsewhere, 'program.js');
    writeFileSync(
      program,
      `import { estateAt } from 'cloison/pulumi';
       const transform = estateAt(${JSON.stringify(estate)}, { config: { 'aws:region': 'ap-southeast-1' } }).inZone('private', 'accreditation-file');
       await transform({ custom: true, type: 'aws:s3/bucket:Bucket', name: 'photos', props: { bucket: 'photos' }, opts: {} });`,
    );
    const { stderr, status } = runIn(elsewhere, 'node', [program]);
    expect(stderr).toContain('residency/personal-data-stays-in-the-eea');
    expect(status).not.toBe(0);
  }, 180_000);
});
