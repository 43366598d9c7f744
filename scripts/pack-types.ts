/** Declarations of the doors and of what they reach, nothing else: whoever imports a door installs no package for its types. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync, cpSync, mkdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The one package whose types are in ours. Its declarations come along, with its licence. */
export const typesInside = 'typebox';
const target = `dist/vendor/${typesInside}`;

const named = /(from |import\()(['"])([^'"]+)\2/g;
const declarationOf = (path: string): string => path.replace(/(?<!\.d)\.(m?)[jt]s$/, '.d.$1ts');

/** Paths of every declaration that `path` reaches, itself among them. Throws where one is not there. */
function reached(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, , , name] of readFileSync(path, 'utf8').matchAll(named))
    if (name!.startsWith('.')) reached(declarationOf(join(dirname(path), name!)), seen);
  return seen;
}

/** Names of packages that the declarations name and nobody is asked to install. */
function missing(paths: Iterable<string>, known: (name: string) => boolean): string[] {
  return [...paths].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(named)]
      .map(([, , , name]) => name!)
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !known(name))
      .map((name) => `${path}: ${name}`),
  );
}

function pointInside(path: string): void {
  const text = readFileSync(path, 'utf8');
  const up = relative(dirname(path), join(target, 'build/index.mjs')).split(sep).join('/');
  const changed = text.replaceAll(named, (whole, before: string, quote: string, name: string) =>
    name === typesInside ? `${before}${quote}${up.startsWith('.') ? up : `./${up}`}${quote}` : whole,
  );
  if (changed !== text) writeFileSync(path, changed);
}

/** Writes `dist/**` declarations for the doors; `peers` are packages that users of those doors have. */
export function declare(doors: readonly string[], peers: readonly string[]): void {
  const compiler = ['node_modules/tsc7/bin/tsc', '-p', 'tsconfig.build.json'];
  const done = spawnSync(process.execPath, compiler, { stdio: ['ignore', 2, 2] });
  if (done.status !== 0) throw new Error('the compiler refused; nothing is packed');
  for (const path of globSync(`node_modules/${typesInside}/build/**/*.d.mts`)) {
    const copy = join(target, relative(`node_modules/${typesInside}`, path));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(path, copy);
  }
  const all = globSync('dist/**/*.d.{ts,mts}');
  for (const path of all) pointInside(path);
  const kept = new Set(doors.flatMap((door) => [...reached(join('dist', `${door}.d.ts`))]));
  for (const path of all) if (!kept.has(path)) rmSync(path);
  const wrong = missing(kept, (name) => peers.some((peer) => name === peer || name.startsWith(`${peer}/`)));
  if (wrong.length > 0) throw new Error(`types name what nobody installs; nothing is packed: ${wrong.join(', ')}`);
}
