/** Values as Pulumi's protocol writes them: unknowns and secrets are marked in the value itself. */

/** Spelt by Pulumi; the serialized form of "known only at apply". */
export const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const signature = '4dabf18193072939515e22adb298388d';
const secretMark = '1b47061264138c4ac30d75fd1eb44270';
const outputMark = 'd0e6a833031e9bbcd3f4e8bde6ca49a4';
/** What Pulumi itself prints in the place of a secret. */
export const blinded = '[secret]';
/** The code of a dynamic provider, which travels among the inputs of its resource. */
export const providerCode = '__provider';

export type Wire = Readonly<Record<string, unknown>>;

export function isTree(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function marked(value: unknown, mark: string): value is Wire {
  return isTree(value) && value[signature] === mark;
}

export const isSecret = (value: unknown): boolean =>
  marked(value, secretMark) || (marked(value, outputMark) && value['secret'] === true);

export function secretOf(value: unknown): Wire {
  return { [signature]: secretMark, value };
}

/**
 * Output values of the protocol become plain values, so that one form is left. A text that holds the unknown mark anywhere
 * was put together from something unknown, and is unknown as a whole.
 */
export function settled(value: unknown): unknown {
  if (typeof value === 'string') return value.includes(unknownValue) ? unknownValue : value;
  if (Array.isArray(value)) return value.map(settled);
  if (!isTree(value)) return value;
  if (marked(value, outputMark)) {
    const inner = 'value' in value ? settled(value['value']) : unknownValue;
    return value['secret'] === true ? secretOf(inner) : inner;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, settled(each)]));
}

/** The code of a dynamic provider is a program, and may name the mark itself. */
export function settledTree(value: Wire): Wire {
  const entries = Object.entries(value).map(([key, each]) => [key, key === providerCode ? each : settled(each)]);
  return Object.fromEntries(entries) as Wire;
}

/** A secret of a state is ciphertext: it stays a secret, and what it holds is unknown. */
function closed(value: unknown): unknown {
  if (marked(value, secretMark)) return secretOf('value' in value ? value['value'] : unknownValue);
  if (Array.isArray(value)) return value.map(closed);
  return isTree(value) ? closedTree(value) : value;
}

export function closedTree(value: Wire): Wire {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]));
}

/** As a document may hold it: no secret in any form, and no program text. */
export function shown(value: unknown): unknown {
  if (marked(value, secretMark)) return blinded;
  if (Array.isArray(value)) return value.map(shown);
  if (!isTree(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== providerCode);
  return Object.fromEntries(entries.map(([key, each]) => [key, shown(each)]));
}

/** Names that the program declares secret are blinded whole, whatever lies under them. */
export function shownTree(value: Wire, secrets: readonly string[] = []): Wire {
  const kept = shown(value) as Record<string, unknown>;
  for (const name of secrets) if (name in kept) kept[name] = blinded;
  return kept;
}

/** An unknown, or a secret that nobody here may open: neither can be compared with anything. */
export function isOpaque(value: unknown): boolean {
  return value === unknownValue || isSecret(value);
}
