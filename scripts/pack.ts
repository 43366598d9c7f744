/**
 * `prepack` and `postpack`. Node strips no types under node_modules, so what is published is compiled; its manifest
 * leaves out what only a checkout needs (a Node for machines that have none) and makes the heavy clients optional peers.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  [field: string]: unknown;
  dependencies: Record<string, string>;
}

const rooms = ['estate', 'classifiers', 'audit', 'policies', 'evidence', 'guard', 'cli', 'stacks'];
/** Asked for by name when a command needs them: `cloison gate` and `evidence verify` never do. */
const heavy = ['@aws-sdk/client-s3', '@kubernetes/client-node'];
const kept = 'package.checkout.json';

export function publishedManifest(manifest: Manifest): Manifest {
  const { devDependencies: _dev, optionalDependencies: _node, scripts: _scripts, dependencies, ...rest } = manifest;
  const light = Object.entries(dependencies).filter(([name]) => !heavy.includes(name));
  return {
    ...rest,
    dependencies: Object.fromEntries(light),
    peerDependencies: Object.fromEntries(heavy.map((name) => [name, `^${dependencies[name]}`])),
    peerDependenciesMeta: Object.fromEntries(heavy.map((name) => [name, { optional: true }])),
    engines: { node: '>=22.18' },
    exports: Object.fromEntries(
      ['estate', 'policies', 'audit', 'classifiers', 'evidence'].map((room) => [
        `./${room}`,
        { types: `./dist/${room}/index.d.ts`, default: `./dist/${room}/index.js` },
      ]),
    ),
  };
}

function build(): void {
  rmSync('dist', { recursive: true, force: true });
  const done = spawnSync(process.execPath, ['node_modules/tsc7/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  if (done.status !== 0) throw new Error('the compiler refused; nothing is packed');
  for (const asset of globSync(`{${rooms.join(',')}}/**/*.{json,wasm,md,css,yaml,csv,jsonl,jsonl.gz}`)) {
    const target = join('dist', asset);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(asset, target);
  }
}

if (process.argv[2] === 'pre') {
  build();
  if (!existsSync(kept)) renameSync('package.json', kept);
  const manifest = JSON.parse(readFileSync(kept, 'utf8')) as Manifest;
  writeFileSync('package.json', `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
} else if (existsSync(kept)) renameSync(kept, 'package.json');
