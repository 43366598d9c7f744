/** The command line, packed apart from the rooms that others import: its start keeps what it compiled (`cli/packed`). */
import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import type { OutputChunk, Plugin } from 'rolldown';
import { bundle } from './pack-bundle.ts';
import { startGroup } from './pack-start.ts';

export const buildModule = 'cli/packed/build.ts';

function nameBuild(root: string, build: string): Plugin {
  return {
    name: 'name-build',
    load: (id) =>
      relative(root, id).split(sep).join('/') === buildModule
        ? { code: `export const build = ${JSON.stringify(build)};\n`, moduleType: 'js' as const }
        : undefined,
  };
}

/** 16 hex of SHA-256 over the names and the text of what was packed. */
export function buildOf(chunks: readonly Pick<OutputChunk, 'fileName' | 'code'>[]): string {
  const hash = createHash('sha256');
  for (const { fileName, code } of chunks) hash.update(`${fileName} ${code.length}\n`).update(code);
  return hash.digest('hex').slice(0, 16);
}

export async function bundleCommand(root: string, external: readonly string[]): Promise<OutputChunk[]> {
  const form = 'cjs';
  const main = await bundle(root, {
    form,
    entries: { 'cli/main': 'cli/main' },
    external,
    groups: [startGroup(root)],
  });
  const plugins = [nameBuild(root, buildOf(main))];
  return [...main, ...(await bundle(root, { form, entries: { 'cli/packed': 'cli/packed/start' }, external, plugins }))];
}
