/** Starts the packed command line: what `bin/cloison.js` calls where no sources are. */
import { createRequire, enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { build } from './build.ts';
import { codeFolder, commandKey, forgetOld, isOurs, madeOurs } from './folder.ts';
import { modulesIn } from './modules.ts';
import { isSmall, roomy } from './roomy.ts';

interface CommandLine {
  readonly runHere: () => Promise<void>;
}

/** `pass`, `violations` and `undecided`: runs that came to their end. One that stopped earlier compiled too little to be kept. */
const whole: ReadonlySet<unknown> = new Set([0, 1, 3]);

/** `root`: absolute folder of the compiled code. */
export async function runPacked(root: string): Promise<void> {
  const main = join(root, 'cli/main.cjs');
  const require = createRequire(main);
  const { env, platform, arch, version, argv, getuid } = process;
  // Before anything is compiled: code is kept for the flags that it was compiled with.
  const isRoomy = isSmall(argv.slice(3));
  if (isRoomy) setFlagsFromString(roomy);
  const surroundings = { env, platform, user: getuid?.() };
  const folder = codeFolder(surroundings);
  if (folder === undefined) return (require(main) as CommandLine).runHere();
  // Packages that stay outside, such as the clients of stores, are Node's to load and to keep.
  if (isOurs(folder, surroundings)) enableCompileCache(join(folder, 'outside'));
  const kept = join(folder, `${build}-${version}-${arch}`, `${commandKey(argv.slice(2))}${isRoomy ? '.small' : ''}`);
  const areOurs = () => [folder, dirname(kept), kept].every((each) => isOurs(each, surroundings));
  const modules = modulesIn(root, areOurs() ? kept : undefined, require);
  await (modules.load(main) as unknown as CommandLine).runHere();
  if (!whole.has(process.exitCode) || !modules.hasNew()) return;
  if (!areOurs()) {
    if (!madeOurs(kept, surroundings) || !areOurs()) return;
    forgetOld(folder, Date.now());
  }
  modules.keepIn(kept);
}
