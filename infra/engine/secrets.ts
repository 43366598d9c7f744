/**
 * Texts that the program itself marked secret. What it prints or logs is repeated to a person and written into the plan: there
 * they are blinded, as Pulumi's own engine does.
 */
import { blinded, isSecret, isTree, unknownValue } from './values.ts';

/** Shorter, every other word would be blinded. */
const shortest = 3;
/** Of a secret of several lines, a log holds one at a time; a short one (`{`) says nothing. */
const shortestLine = 8;

/** Texts of the protocol are decoded, so an embedded one stands as it is. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string' && value !== unknownValue) {
    if (value.length >= shortest) yield value;
    const lines = value.split('\n').map((line) => line.trim());
    if (lines.length > 1) yield* lines.filter((line) => line.length >= shortestLine);
  } else if (typeof value === 'number') yield* textsOf(String(value));
  else if (Array.isArray(value)) for (const each of value) yield* textsOf(each);
  else if (isTree(value)) for (const each of Object.values(value)) yield* textsOf(each);
}

/** Those under a mark, wherever it stands. */
export function* secretsIn(value: unknown): Generator<string> {
  if (isSecret(value)) yield* textsOf((value as { value?: unknown }).value);
  else if (Array.isArray(value)) for (const each of value) yield* secretsIn(each);
  else if (isTree(value)) for (const each of Object.values(value)) yield* secretsIn(each);
}

/** The longest first: what is left of one must not be read beside its mask. */
export function withoutSecrets(text: string, secrets: ReadonlySet<string>): string {
  const found = [...secrets].filter((secret) => text.includes(secret));
  return found
    .sort((one, other) => other.length - one.length)
    .reduce((left, secret) => left.replaceAll(secret, blinded), text);
}
