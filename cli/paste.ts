/** Command lines to paste: the tool as it was called here, the flags that were really given, each word quoted for a shell. */

/** What only the reader knows, in angle brackets; everything else is quoted as one word. */
export interface Blank {
  readonly blank: string;
}

export type Flags = Readonly<Record<string, string | boolean | readonly string[] | Blank | undefined>>;

/** Words in their order, then the flags by their camel-cased names; what is undefined or false is left out. */
export type Paste = (words: readonly string[], flags?: Flags) => string;

/** A path of Windows: between double quotes its shells read it, and so does a POSIX one, which keeps these backslashes. */
const windowsPath = /^(?=.*\\)(?:[\w@+=:,. -]|\\(?=[\w@+=,. -]))+$/;

/** POSIX shells; only what no shell reads stays bare. */
export function quoted(word: string): string {
  if (windowsPath.test(word)) return `"${word}"`;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function rowOf([name, value]: readonly [string, Flags[string]]): string[] {
  const flag = flagOf(name);
  if (value === undefined || value === false) return [];
  if (value === true) return [flag];
  if (typeof value === 'string') return [flag, quoted(value)];
  if ('blank' in value) return [flag, `<${value.blank}>`];
  return value.flatMap((each) => [flag, quoted(each)]);
}

/** `language`: the one that was asked for by `--lang`; undefined where the environment chose. */
export function pasting(command: string, language: string | undefined): Paste {
  return (words, flags = {}) =>
    [command, ...words.map(quoted), ...Object.entries({ ...flags, lang: language }).flatMap(rowOf)].join(' ');
}
