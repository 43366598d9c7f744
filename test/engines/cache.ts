import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Engine, GoRecipe } from './recipes.ts';

/** What lies beside the binaries of one build, so that a later run knows they are what was built. */
export interface Manifest {
  readonly version: string;
  readonly go: string;
  readonly builtAt: string;
  readonly binaries: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
}

export const MANIFEST = 'manifest.json';

/** The user's cache, outside every clone, so that a clean clone is warm. */
export function cacheRoot(): string {
  const { CLOISON_CACHE, XDG_CACHE_HOME } = process.env;
  return CLOISON_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'cloison');
}

export function moduleFolder(engine: Engine): string {
  return join(import.meta.dirname, engine);
}

/** The version that go.mod pins for the module. */
export function pinnedVersion(engine: Engine, recipe: GoRecipe): string {
  const words = readFileSync(join(moduleFolder(engine), 'go.mod'), 'utf8')
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^require /, '')
        .split(' '),
    );
  const version = words.find(([module, value]) => module === recipe.module && value?.startsWith('v'))?.[1];
  if (!version) throw new Error(`${engine}/go.mod does not pin ${recipe.module}`);
  return version;
}

/** Everything but the sources that decides the bytes of a binary. */
export function buildFlags(engine: Engine, recipe: GoRecipe): string[] {
  const stamps = recipe.stamp(pinnedVersion(engine, recipe)).map((stamp) => ` -X ${stamp}`);
  return ['-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w${stamps.join('')}`];
}

/** One folder for one set of pinned sources and flags; the builds of each Go version and platform lie in it. */
export function sourcesFolder(engine: Engine, recipe: GoRecipe): string {
  const hash = createHash('sha256');
  for (const name of ['go.mod', 'go.sum']) hash.update(readFileSync(join(moduleFolder(engine), name))).update('\0');
  hash.update(JSON.stringify([buildFlags(engine, recipe), recipe.binaries]));
  return join(cacheRoot(), 'engines', `${engine}-${hash.digest('hex').slice(0, 16)}`);
}

/** An unreadable manifest counts as no build: the installer then makes it again. */
export function readManifest(build: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(build, MANIFEST), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}

/** The finished builds of these sources for this machine, newest first. */
export function finishedBuilds(engine: Engine, recipe: GoRecipe): { folder: string; manifest: Manifest }[] {
  const sources = sourcesFolder(engine, recipe);
  if (!existsSync(sources)) return [];
  return readdirSync(sources)
    .filter((name) => name.endsWith(`-${process.platform}-${process.arch}`))
    .flatMap((name) => {
      const folder = join(sources, name);
      const manifest = readManifest(folder);
      return manifest ? [{ folder, manifest }] : [];
    })
    .sort((a, b) => b.manifest.builtAt.localeCompare(a.manifest.builtAt));
}

export function fileDigest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
