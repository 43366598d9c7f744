/**
 * Holds the annotations of `cluster/network/balancers.json` against the sources of the controllers that read them, unpacked under
 * `controllers/` of the folder: one that no controller writes anywhere is one that nobody reads.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import balancers from '../../audit/cluster/network/balancers.json' with { type: 'json' };

const isText = (name: string): boolean => /\.(?:go|md|yaml|yml)$/.test(name);

export function flawsOfBalancers(folder: string): { readonly flaws: readonly string[]; readonly compared: number } {
  const controllers = join(folder, 'controllers');
  if (!existsSync(controllers)) return { flaws: [], compared: 0 };
  // A prefix and the rest are often written apart.
  const open = new Set(balancers.annotations.map(({ name }) => name));
  const lastOf = (name: string): string => name.slice(name.indexOf('/') + 1);
  for (const file of readdirSync(controllers, { recursive: true, encoding: 'utf8' }).filter(isText)) {
    if (open.size === 0) break;
    const text = readFileSync(join(controllers, file), 'utf8');
    for (const name of open) if (text.includes(name) || text.includes(`"${lastOf(name)}"`)) open.delete(name);
  }
  return {
    flaws: [...open].map((name) => `${name}: in no controller at hand`),
    compared: balancers.annotations.length - open.size,
  };
}
