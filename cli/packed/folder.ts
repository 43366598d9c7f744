/** Where the code that a packed run compiled is kept for the next: in the user's own cache, and nobody else's to write. */
import { lstatSync, mkdirSync, readdirSync, rmSync, type Stats } from 'node:fs';
import { isAbsolute, join } from 'node:path';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Undefined where the system has no users by number. */
  readonly user: number | undefined;
}

function userCache({ env, platform }: Surroundings): string | undefined {
  if (platform === 'win32') return env['LOCALAPPDATA'];
  if (isAbsolute(env['XDG_CACHE_HOME'] ?? '')) return env['XDG_CACHE_HOME'];
  const home = env['HOME'];
  return home === undefined ? undefined : join(home, platform === 'darwin' ? 'Library/Caches' : '.cache');
}

/** Absolute path, made or not; undefined: nothing is kept. The switches are those of Node's own cache of compiled code. */
export function codeFolder(surroundings: Surroundings): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE: disabled, NODE_COMPILE_CACHE: chosen } = surroundings.env;
  if ((disabled ?? '') !== '') return undefined;
  const cache = (chosen ?? '') === '' ? userCache(surroundings) : chosen;
  return cache !== undefined && isAbsolute(cache) ? join(cache, 'cloison-code') : undefined;
}

function seen(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    // A home may be no folder at all.
    return undefined;
  }
}

/** What is kept is run: a folder that somebody else owns or may write is as good as none, and so is one inside it. */
export function isOurs(folder: string, { user }: Surroundings): boolean {
  const found = seen(folder);
  if (found === undefined || !found.isDirectory()) return false;
  return user === undefined || (found.uid === user && (found.mode & 0o022) === 0);
}

/** False where it cannot be made: a home that is read-only is no fault. */
export function madeOurs(folder: string, surroundings: Surroundings): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return false;
  }
  return isOurs(folder, surroundings);
}

function dropped(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Somebody else drops it now, or holds it.
  }
}

const monthAndMore = 40 * 24 * 60 * 60 * 1000;

/** Drops what another version left and nobody added to for 40 days. `now`: milliseconds since 1970. */
export function forgetOld(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = seen(path) ?? { mtimeMs: now };
    if (now - mtimeMs > monthAndMore) dropped(path);
  }
}

/** `gate`, `gate.verify`: each command compiles what it needs. Words of another form share one name. */
export function commandKey(argv: readonly string[]): string {
  const isWord = (word: string | undefined) => word !== undefined && /^[a-z]{2,12}$/.test(word);
  const words = isWord(argv[0]) ? argv.slice(0, isWord(argv[1]) ? 2 : 1) : ['other'];
  return words.join('.');
}
