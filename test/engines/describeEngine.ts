import { describe } from 'vitest';
import { enginePath } from './binary.ts';
import { recipes } from './recipes.ts';
import type { Engine } from './recipes.ts';

/** A suite that needs a real server. Where it was not installed: a failure in CI, a skip that names it elsewhere. */
export function describeEngine(engine: Engine, body: () => void): void {
  const { go, debian } = recipes[engine];
  const commands = [...Object.keys(go?.binaries ?? {}), ...(debian?.commands ?? [])];
  const missing = commands.filter((command) => !enginePath(command));
  if (missing.length === 0) {
    describe(engine, body);
    return;
  }
  const reason = `${missing.join(', ')} missing; run: npm run engines -- ${engine}`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  console.warn(`SKIPPED ${engine}: ${reason}`);
  describe.skip(`${engine} (${reason})`, body);
}
