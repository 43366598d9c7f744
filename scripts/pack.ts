/**
 * `prepack` and `postpack`. Node strips no types under node_modules, so what is published is compiled; its manifest
 * leaves out what only a checkout needs (a Node for machines that have none) and makes the heavy clients optional peers.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Manifest {
  readonly [field: string]: unknown;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Asked for by name when a place needs one: `cloison audit --collection` and `evidence verify` never do. */
export const heavy = ['@aws-sdk/client-s3', '@kubernetes/client-node', '@smithy/core', '@smithy/signature-v4'];
/** Rooms that other programs may import. */
const doors = ['estate', 'classifiers', 'audit', 'policies', 'evidence', 'guard'];
/** What the compiled code reads beside itself. Rego and its rows are inside the compiled module. */
const assets = 'json,wasm,md,css,yaml,csv,txt,jsonl,gz';
const unread = ['policies/controls/**', 'stacks/sample/{catalogue,invented,people}.json', '**/*.schema.json'];
const kept = 'package.checkout.json';

/** What the registry and the installer read. `scripts` stay out too: nothing of ours runs on the machine that installs. */
export function publishedManifest(manifest: Manifest): Record<string, unknown> {
  const { devDependencies: _dev, optionalDependencies: _node, scripts: _scripts, dependencies, ...rest } = manifest;
  const isHeavy = (name: string) => heavy.includes(name);
  const door = (room: string) => ({ types: `./dist/${room}/index.d.ts`, default: `./dist/${room}/index.js` });
  return {
    ...rest,
    engines: { node: '>=22.18' },
    exports: {
      ...Object.fromEntries(doors.map((room) => [`./${room}`, door(room)])),
      './package.json': './package.json',
    },
    dependencies: Object.fromEntries(Object.entries(dependencies).filter(([name]) => !isHeavy(name))),
    peerDependencies: Object.fromEntries(heavy.map((name) => [name, `^${dependencies[name]!}`])),
    peerDependenciesMeta: Object.fromEntries(heavy.map((name) => [name, { optional: true }])),
  };
}

/** A worker is named by a path that the compiler does not rewrite: the code must know its compiled name too. */
function refuseSources(): void {
  const names = (text: string) =>
    [...text.matchAll(/['"`](\.{1,2}\/[^'"`\n]*(?<!\.d))\.ts['"`]/g)].map(([, name]) => name!);
  const wrong = globSync('dist/**/*.js').flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const isBuilt = (name: string) => text.includes(`${name}.js`) && existsSync(join(dirname(path), `${name}.js`));
    return names(text).flatMap((name) => (isBuilt(name) ? [] : [`${path}: ${name}.ts`]));
  });
  if (wrong.length > 0) throw new Error(`compiled code names a source; nothing is packed: ${wrong.join(', ')}`);
}

function build(): void {
  rmSync('dist', { recursive: true, force: true });
  const compiler = ['node_modules/tsc7/bin/tsc', '-p', 'tsconfig.build.json'];
  const done = spawnSync(process.execPath, compiler, { stdio: ['ignore', 2, 2] });
  if (done.status !== 0) throw new Error('the compiler refused; nothing is packed');
  for (const asset of globSync(`{${doors.join(',')},cli,stacks}/**/*.{${assets}}`, { exclude: unread })) {
    const target = join('dist', asset);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(asset, target);
  }
  refuseSources();
}

/** Also after a run that was cut off between the two: the manifest of the checkout is never lost. */
function restore(): void {
  if (existsSync(kept)) renameSync(kept, 'package.json');
}

function pre(): void {
  // `npm publish` reads the manifest again after postpack and would send the checkout's, with a Node of 100 MB.
  if (process.env['npm_command'] === 'publish')
    throw new Error('publish the tarball, not the folder: npm pack, then npm publish <tarball>');
  restore();
  build();
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const published = `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`;
  renameSync('package.json', kept);
  writeFileSync('package.json', published);
}

function post(): void {
  restore();
  rmSync('dist', { recursive: true, force: true });
}

if (import.meta.main) {
  if (process.argv[2] === 'pre') pre();
  else post();
}
