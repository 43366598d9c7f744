/** What an expression of the configuration cites. Terraform lists references and never how they are put together. */
import type { Json } from '../../../estate/index.ts';
import { isTable, type Table } from './leaves.ts';

/** `key`: as written, `["a"]`; empty where none or a computed one is. */
export type Reference =
  | { readonly cites: 'resource'; readonly address: string; readonly key: string }
  | { readonly cites: 'output'; readonly module: string; readonly key: string; readonly name: string }
  | { readonly cites: 'variable'; readonly name: string }
  /** The key of the instance itself, or, of `for_each`, the value under it. */
  | { readonly cites: 'own-key' }
  | { readonly cites: 'own-value' };

const name = '[A-Za-z_][A-Za-z0-9_-]*';
const key = '(\\[(?:"(?:[^"\\\\]|\\\\.)*"|[0-9]+)\\])?';
const output = new RegExp(`^module\\.(${name})${key}\\.(${name})`);
const variable = new RegExp(`^var\\.(${name})`);
const resource = new RegExp(`^((?:data\\.)?${name}\\.${name})${key}`);
const elsewhere = /^(?:module|local|path|self|terraform|each|count|var)\b/;

export function referenceOf(text: string): Reference | undefined {
  if (text === 'each.key' || text === 'count.index') return { cites: 'own-key' };
  if (/^each\.value\b/.test(text)) return { cites: 'own-value' };
  const cited = output.exec(text);
  if (cited !== null) return { cites: 'output', module: cited[1]!, key: cited[2] ?? '', name: cited[3]! };
  const input = variable.exec(text);
  if (input !== null) return { cites: 'variable', name: input[1]! };
  if (elsewhere.test(text)) return undefined;
  const found = resource.exec(text);
  return found === null ? undefined : { cites: 'resource', address: found[1]!, key: found[2] ?? '' };
}

const none: readonly Reference[] = Object.freeze([]);

/**
 * All references below an expression, each once. For `b["x"].id` Terraform lists `b["x"].id`, `b["x"]` and `b`: the one
 * without a key is left out where one with a key is there.
 */
export function referencesIn(expression: Json | undefined): readonly Reference[] {
  if (expression === undefined) return none;
  // Most expressions are constants.
  if (isTable(expression) && 'constant_value' in expression && !('references' in expression)) return none;
  const found = new Map<string, Reference>();
  for (const text of texts(expression)) {
    const reference = referenceOf(text);
    if (reference !== undefined) found.set(JSON.stringify(reference), reference);
  }
  const all = [...found.values()];
  const isKeyed = (address: string) =>
    all.some((other) => other.cites === 'resource' && other.address === address && other.key !== '');
  return all.filter((one) => one.cites !== 'resource' || one.key !== '' || !isKeyed(one.address));
}

function* texts(expression: Json | undefined): Generator<string> {
  if (Array.isArray(expression)) for (const block of expression) yield* texts(block as Json);
  if (!isTable(expression)) return;
  const { references } = expression;
  if (Array.isArray(references)) yield* references.filter((text) => typeof text === 'string');
  else if (!('constant_value' in expression)) for (const block of Object.values(expression)) yield* texts(block);
}

/**
 * The one thing that an expression cites, with its own key beside it where it cites that; nothing where it cites several
 * things, or one of which nobody knows the value. How it is put together Terraform does not tell: what is cited is taken
 * for the name that it gives.
 */
export function loneIn(expression: Json | undefined): readonly Reference[] {
  const isFollowed = (text: string) => referenceOf(text) !== undefined || /^module\.[\w-]+(?:\[.*\])?$/.test(text);
  const all = referencesIn(expression);
  const isLone = all.filter(({ cites }) => cites !== 'own-key').length === 1;
  return isLone && all.every(({ cites }) => cites !== 'own-value') && [...texts(expression)].every(isFollowed)
    ? all
    : none;
}

/** An expression that is one variable, as far as anybody can see, or undefined. */
export function loneVariable(expression: Table): string | undefined {
  const { references } = expression;
  if (!Array.isArray(references) || references.length !== 1) return undefined;
  const [text] = references;
  const found = typeof text === 'string' ? referenceOf(text) : undefined;
  return found?.cites === 'variable' && text === `var.${found.name}` ? found.name : undefined;
}
