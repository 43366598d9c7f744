/** Which values are secrets by the name they stand under: a password in a plain input is marked by nobody. */
import data from './secrets.json' with { type: 'json' };

const names: ReadonlySet<string> = new Set(data.names);
const shortest = Math.min(...data.endings.map(({ length }) => length));
const endings = data.endings;

function says(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (names.has(plain)) return true;
  return plain.length >= shortest && endings.some((ending) => plain.endsWith(ending));
}

/** A plan repeats a few hundred names a million times; a hostile one invents them, so that what is remembered has an end. */
const known = new Map<string, boolean>();
const mostKnown = 10_000;

export function isSecretName(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = says(name);
  if (known.size < mostKnown) known.set(name, found);
  return found;
}

/** A truth value or a number tells nobody a secret: `automountServiceAccountToken: false` must be seen. */
export function isSecretValue(name: string, value: unknown): boolean {
  const canHide = typeof value === 'string' || (typeof value === 'object' && value !== null);
  return canHide && isSecretName(name);
}
