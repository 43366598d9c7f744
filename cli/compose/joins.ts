/** Which code joined observations into questions: a digest that evidence names beside the module's. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256, 64 hex, over names and bytes of the join modules in the order of their names, as they run here. */
export function joinsDigest(): string {
  const folder = join(import.meta.dirname, '../../policies/questions');
  const hash = createHash('sha256');
  const isCode = (name: string) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts');
  for (const name of readdirSync(folder).filter(isCode).sort()) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name.replace(/\.[jt]s$/, '')} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
