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

/**
 * Node's own modules lie compiled in it, for the flags that it was built with: whichever is loaded after one was set is
 * compiled from its text, which took a twelfth of a small run. A stream, once asked for, loads what its kind needs.
 */
function loadNode(): void {
  for (const name of ['node:crypto', 'node:vm', 'node:process']) process.getBuiltinModule(name);
  for (const name of ['stdout', 'stderr'] as const) Reflect.get(process, name);
}

/** `root`: absolute folder of the compiled code. */
export async function runPacked(root: string): Promise<void> {
  const main = join(root, 'cli/main.cjs');
  const require = createRequire(main);
  const { env, platform, arch, version, argv, getuid } = process;
  const isRoomy = isSmall(argv.slice(3));
  // Before anything is compiled: code is kept for the flags that it was compiled with.
  if (isRoomy) {
    loadNode();
    for (const flag of roomy) setFlagsFromString(flag);
  }
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
