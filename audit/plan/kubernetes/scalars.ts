/**
 * What a plain scalar means to Kubernetes, whose reader keeps YAML 1.1: `no` is false, `0777` is 511, `1_000` is a thousand.
 * Any other reading would judge another object than the one that is applied. Facts from go.yaml.in/yaml/v2, `resolve.go`
 * (Apache-2.0), and sigs.k8s.io/yaml, which turns a date back into its text.
 */

/** Stands for a number that cannot be kept exactly, or that JSON cannot hold. */
export const inexact = Symbol('inexact');
export type Meaning = string | number | boolean | null | typeof inexact;

const words = new Map<string, Meaning>();
for (const word of ['y', 'yes', 'true', 'on']) for (const form of formsOf(word)) words.set(form, true);
for (const word of ['n', 'no', 'false', 'off']) for (const form of formsOf(word)) words.set(form, false);
for (const form of ['', '~', ...formsOf('null')]) words.set(form, null);
for (const word of ['.nan', '.inf', '+.inf', '-.inf']) for (const form of dotted(word)) words.set(form, inexact);

function formsOf(word: string): string[] {
  return [word, word.slice(0, 1).toUpperCase() + word.slice(1), word.toUpperCase()];
}

function dotted(word: string): string[] {
  const [sign = '', name = ''] = word.split('.');
  const mixed = name === 'nan' ? 'NaN' : 'Inf';
  return [name, mixed, name.toUpperCase()].map((form) => `${sign}.${form}`);
}

const based = /^(?<sign>[-+]?)0(?:x(?<hex>[0-9a-f]+)|o?(?<octal>[0-7]+)|b(?<binary>[01]+))$/i;
const integer = /^[-+]?[0-9]+$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function exact(value: number, isWhole: boolean): Meaning {
  if (!Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value))) return inexact;
  return value === 0 ? 0 : value;
}

function numberOf(text: string): Meaning {
  const plain = text.replaceAll('_', '');
  const { sign, hex, octal, binary } = based.exec(plain)?.groups ?? {};
  if (sign !== undefined) {
    const [digits = '', base] = hex === undefined ? (octal === undefined ? [binary, 2] : [octal, 8]) : [hex, 16];
    return exact(Number.parseInt(digits, base) * (sign === '-' ? -1 : 1), true);
  }
  return decimal.test(plain) ? exact(Number(plain), integer.test(plain)) : text;
}

/** Letters that a word may begin with. */
const wordStarts = new Set('yYnNtTfFoO~.+-');

export function meaningOf(text: string): Meaning {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  const isDigit = first >= 0x30 && first <= 0x39;
  if (!isDigit && !wordStarts.has(text[0]!)) return text;
  const word = text.length <= 5 ? words.get(text) : undefined;
  if (word !== undefined) return word;
  const canBeNumber = isDigit || first === 0x2b || first === 0x2d || first === 0x2e;
  return canBeNumber ? numberOf(text) : text;
}
