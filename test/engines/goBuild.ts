import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  MANIFEST,
  buildFlags,
  fileDigest,
  finishedBuilds,
  moduleFolder,
  pinnedVersion,
  readManifest,
  sourcesFolder,
} from './cache.ts';
import type { Manifest } from './cache.ts';
import { lastLines } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { Engine, GoRecipe } from './recipes.ts';

const buildEnvironment = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };

/** Builds the binaries of one engine into the cache, unless these very sources were built there by this Go. */
export function buildWithGo(engine: Engine, recipe: GoRecipe): Outcome {
  const version = pinnedVersion(engine, recipe);
  const go = goVersion(engine);
  if ('missing' in go) return withoutGo(engine, recipe, go.missing);
  const sources = sourcesFolder(engine, recipe);
  const folder = join(sources, `${go.version}-${process.platform}-${process.arch}`);
  const detail = `${version} ${go.version}`;
  if (isIntact(folder)) return { state: 'warm', detail };
  const unfinished = join(sources, `unfinished-${process.pid}`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    const binaries: Record<string, { sha256: string; bytes: number }> = {};
    for (const [name, source] of Object.entries(recipe.binaries)) {
      const path = join(unfinished, name);
      const failure = compile(engine, buildFlags(engine, recipe), path, source);
      if (failure) return { state: 'failed', detail: `${version} ${name} did not build:\n${failure}` };
      binaries[name] = { sha256: fileDigest(path), bytes: statSync(path).size };
    }
    const manifest: Manifest = { version, go: go.version, builtAt: new Date().toISOString(), binaries };
    writeFileSync(join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    publish(unfinished, folder);
    return { state: 'built', detail };
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** What was built before serves on, though nothing can be built. */
function withoutGo(engine: Engine, recipe: GoRecipe, missing: string): Outcome {
  const [newest] = finishedBuilds(engine, recipe).filter(({ folder }) => isIntact(folder));
  if (newest)
    return { state: 'warm', detail: `${newest.manifest.version} ${newest.manifest.go} (no Go to build with now)` };
  return { state: 'skipped', detail: `${pinnedVersion(engine, recipe)} needs Go: ${missing}` };
}

/** The Go that would build here; asked inside the module, since go.mod may select another toolchain. */
function goVersion(engine: Engine): { version: string } | { missing: string } {
  const asked = spawnSync('go', ['env', 'GOVERSION'], {
    cwd: moduleFolder(engine),
    env: buildEnvironment,
    encoding: 'utf8',
  });
  if (asked.error) return { missing: 'install Go 1.26 or later and put `go` on PATH' };
  if (asked.status !== 0) return { missing: asked.stderr.trim().split('\n')[0] ?? '' };
  return { version: asked.stdout.trim() };
}

function compile(engine: Engine, flags: string[], output: string, source: string): string | undefined {
  const run = spawnSync('go', ['build', ...flags, '-o', output, source], {
    cwd: moduleFolder(engine),
    env: buildEnvironment,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status === 0) return undefined;
  return lastLines(run.stderr) || String(run.error ?? run.signal);
}

/** A build is used again only when every binary is still what was built. */
function isIntact(folder: string): boolean {
  const manifest = readManifest(folder);
  if (!manifest) return false;
  return Object.entries(manifest.binaries).every(([name, { sha256 }]) => {
    const path = join(folder, name);
    return existsSync(path) && fileDigest(path) === sha256;
  });
}

/** One rename, so that no reader ever sees half a build; when another run was faster, its build stays. */
function publish(unfinished: string, folder: string): void {
  if (isIntact(folder)) return;
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}
