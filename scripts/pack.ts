/**
 * `prepack` and `postpack`. Node strips no types under node_modules, so what is published is compiled, and the packages
 * it needs are inside: whoever installs Cloison installs one small package, with no script and no Node.
 */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle, missingAssets, namedSources } from './pack-bundle.ts';
import { bundleCommand } from './pack-command.ts';
import { packageOf, thirdParty } from './pack-licences.ts';
import { doors, publishedManifest, type Manifest } from './pack-manifest.ts';
import { declare, typesInside } from './pack-types.ts';

/** What is started by its path: a thread, and the policy pack, which Pulumi starts by its folder. */
const programs = {
  'policies/bundle/worker': 'policies/bundle/worker',
  'stacks/pack/index': 'stacks/pack/pack',
};
/** What the compiled code reads beside itself; JSON that is imported is inside already, and Rego is in the module. */
const assets = ['{policies,evidence,cli}/**/*.{wasm,md,css}', 'stacks/**/*.{json,yaml,csv,txt,jsonl,gz,md}'];
const unread = ['policies/controls/**', 'stacks/pack/words/**', 'stacks/sample/{catalogue,invented,people}.json'];
const kept = 'package.checkout.json';
const licences = 'THIRD-PARTY.txt';

async function build(manifest: Manifest): Promise<void> {
  rmSync('dist', { recursive: true, force: true });
  const peers = Object.keys(publishedManifest(manifest)['peerDependencies'] as object);
  const open = Object.values(doors);
  declare(open, peers);
  const entries = { ...programs, ...Object.fromEntries(open.map((path) => [path, path])) };
  const rooms = await bundle(process.cwd(), { form: 'esm', entries, external: peers });
  const chunks = [...rooms, ...(await bundleCommand(process.cwd(), peers))];
  for (const asset of globSync(assets, { exclude: unread })) {
    const target = join('dist', asset);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(asset, target);
  }
  const wrong = [...namedSources(chunks), ...missingAssets(chunks)];
  if (wrong.length > 0)
    throw new Error(`compiled code names what is not there; nothing is packed: ${wrong.join(', ')}`);
  const inside = chunks.flatMap(({ moduleIds }) => moduleIds.map(packageOf)).filter((folder) => folder !== undefined);
  writeFileSync(licences, thirdParty([...inside, join(process.cwd(), 'node_modules', typesInside)]));
}

/** Also after a run that was cut off between the two: the manifest of the checkout is never lost. */
function restore(): void {
  if (existsSync(kept)) renameSync(kept, 'package.json');
}

async function pre(): Promise<void> {
  // `npm publish` reads the manifest again after postpack and would send the checkout's, with a Node of 100 MB.
  if (process.env['npm_command'] === 'publish')
    throw new Error('publish the tarball, not the folder: npm pack, then npm publish <tarball>');
  restore();
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  await build(manifest);
  const published = `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`;
  renameSync('package.json', kept);
  writeFileSync('package.json', published);
}

function post(): void {
  restore();
  rmSync('dist', { recursive: true, force: true });
  rmSync(licences, { force: true });
}

if (import.meta.main) {
  if (process.argv[2] === 'pre') await pre();
  else post();
}
