/** How inputs are named in every output: what a person recognises, and no folder of the machine it ran on. */
import { isAbsolute, relative, sep } from 'node:path';

/** Relative to the working folder where it lies in there; undefined where it does not. */
export function within(path: string): string | undefined {
  const near = relative('', path);
  const isOutside = near === '' || isAbsolute(near) || near === '..' || near.startsWith(`..${sep}`);
  return isOutside ? undefined : near.split(sep).join('/');
}

/** The last `count` segments, never the first of an absolute path's root. */
function tail(path: string, count: number): string {
  return path
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '..' && part !== '.')
    .slice(-count)
    .join('/');
}

/** For outputs: near where it lies near, else the last part alone. */
export function named(path: string): string {
  return within(path) ?? tail(path, 1);
}

/** A runner takes a line that begins so for a command, and a name may begin a line. */
const inert = (name: string): string => (/^(?:::|##)/.test(name) ? `./${name}` : name);

/** A name for each path, in their order; two different paths never share one. */
export function inputNames(paths: readonly string[]): string[] {
  return paths.map((path, at) => {
    if (path === '-') return path;
    const near = within(path);
    if (near !== undefined) return inert(near);
    const others = paths.filter((_, each) => each !== at);
    const deepest = path.split(/[\\/]/).length;
    for (let count = 1; count < deepest; count += 1)
      if (others.every((other) => tail(other, count) !== tail(path, count))) return inert(tail(path, count));
    // The same file twice: counted, so that their resources stay apart.
    return inert(`${tail(path, 1)}#${at + 1}`);
  });
}
