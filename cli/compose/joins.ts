/** Which code joined observations into questions: a digest that evidence names beside the module's. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** SHA-256, 64 hex, over names and bytes of the join modules in the order of their names, as they run here. */
export function joinsDigest(): string {
  const folder = join(import.meta.dirname, '../../policies/questions');
  const hash = createHash('sha256');
  // A package holds them twice, for the command line and for whoever imports them: those that run end as this one does.
  const own = extname(import.meta.url);
  const isCode = (name: string) => extname(name) === own && !name.endsWith('.d.ts');
  for (const name of readdirSync(folder).filter(isCode).sort()) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name.slice(0, -own.length)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
