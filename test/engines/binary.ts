import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileDigest, finishedBuilds } from './cache.ts';
import { engineOf, recipes } from './recipes.ts';

const checked = new Map<string, string>();

/**
 * The absolute path of an engine's command, or undefined when `npm run engines` has not made it.
 * Never builds. A cached binary is compared with the digest recorded when it was built, once per process.
 */
export function enginePath(command: string): string | undefined {
  const known = checked.get(command);
  if (known) return known;
  const engine = engineOf(command);
  if (!engine) throw new Error(`no engine brings the command ${command}`);
  const { go } = recipes[engine];
  if (!go || !(command in go.binaries)) return onPath(command);
  const [newest] = finishedBuilds(engine, go);
  const recorded = newest?.manifest.binaries[command];
  if (!newest || !recorded) return undefined;
  const path = join(newest.folder, command);
  const digest = fileDigest(path);
  if (digest !== recorded.sha256) {
    throw new Error(
      `${path} is not what was built (${digest}, recorded ${recorded.sha256}); run: npm run engines -- ${engine}`,
    );
  }
  checked.set(command, path);
  return path;
}

/** Like enginePath, for code that cannot go on without it. */
export function requireEngine(command: string): string {
  const path = enginePath(command);
  if (path) return path;
  throw new Error(`${command} is missing; run: npm run engines -- ${engineOf(command)}`);
}

export function onPath(command: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'].filter(Boolean);
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
