/** One formatter for every sentence a person reads: ICU messages by id, French and English, per room. */
import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { formatToParts, IntlMessageFormat, type Formatters } from 'intl-messageformat';

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];
export type Values = Readonly<Record<string, string | number | boolean>>;
export type Words = Readonly<Record<string, string>>;
/** Both languages of one room. */
export type Lexicon = Readonly<Record<Language, Words>>;
export type Say = (id: string, values?: Values) => string;

/** Without one of these ICU has nothing to do, and reading a message costs more than the sentence. */
const special = /[{}'#<]/;
/** Nothing but text and `{names}`: read here, for these are most sentences. A test holds it to the library. */
const plain = /^[^{}'#<]*(?:\{[A-Za-z][A-Za-z0-9]*\}[^{}'#<]*)+$/;
const named = /\{([A-Za-z][A-Za-z0-9]*)\}/;

/** Pieces of a plain message, names at the odd places; or what the library reads. */
type Message = { readonly pieces: readonly string[] } | { readonly elements: MessageFormatElement[] };

const read = new Map<string, Message>();
/** Several speakers say the same sentences in one run: each is read once. */
function messageOf(template: string): Message {
  let message = read.get(template);
  if (message === undefined) {
    message = plain.test(template)
      ? { pieces: template.split(named) }
      : { elements: parse(template, { ignoreTag: true }) };
    read.set(template, message);
  }
  return message;
}

const once = <T>(make: (language: string) => T): ((language: string) => T) => {
  const made = new Map<string, T>();
  return (language) => made.get(language) ?? made.set(language, make(language)).get(language)!;
};
const plurals = once((language) => new Intl.PluralRules(language));
const numbers = once((language) => new Intl.NumberFormat(language));
const isSmall = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < 1000 && !Object.is(value, -0);

/** What the platform knows of numbers costs a start more than all sentences: a count below a thousand needs none of it. */
const counting = once((language) => ({
  format: (value: number) => (isSmall(value) ? String(value) : numbers(language).format(value)),
}));
const cardinal = once((language) => ({
  select: (value: number) => {
    if (!isSmall(value)) return plurals(language).select(value);
    return value === 1 || (value === 0 && language === 'fr') ? 'one' : 'other';
  },
}));
const formatters: Formatters = {
  getNumberFormat: (language, options) =>
    options === undefined
      ? (counting(String(language)) as Intl.NumberFormat)
      : new Intl.NumberFormat(language, options),
  getDateTimeFormat: (...given) => new Intl.DateTimeFormat(...given),
  getPluralRules: (language, options) =>
    options?.type === 'ordinal'
      ? new Intl.PluralRules(language, options)
      : (cardinal(String(language)) as Intl.PluralRules),
};

const isText = (value: Values[string] | undefined): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

function filled(pieces: readonly string[], values: Values): string | undefined {
  let text = pieces[0]!;
  for (let at = 1; at < pieces.length; at += 2) {
    const value = values[pieces[at]!];
    // What is missing, or is no text, is the library's to judge.
    if (!isText(value)) return undefined;
    text += String(value) + pieces[at + 1]!;
  }
  return text;
}

function spoken(template: string, language: Language, values: Values): string {
  const message = messageOf(template);
  const text = 'pieces' in message ? filled(message.pieces, values) : undefined;
  if (text !== undefined) return text;
  const elements = 'elements' in message ? message.elements : parse(template, { ignoreTag: true });
  const { formats } = IntlMessageFormat;
  const parts = formatToParts<string>(elements, language, formatters, formats, values, undefined, template);
  return parts.map(({ value }) => value).join('');
}

/**
 * A speaker over the lexicons of several rooms. An id that no lexicon knows is printed as itself in brackets: a house
 * test forbids it, but a person must still see that something was said. Values are inserted as text, never as markup.
 */
export function speaker(language: Language, ...lexicons: readonly Lexicon[]): Say {
  return speakerWith((template) => template, language, ...lexicons);
}

/** The same, with each sentence put through `respelt` before anything is put into it. */
export function speakerWith(
  respelt: (template: string) => string,
  language: Language,
  ...lexicons: readonly Lexicon[]
): Say {
  const find = (id: string): string | undefined => {
    for (const lexicon of lexicons) if (Object.hasOwn(lexicon[language], id)) return lexicon[language][id];
    return undefined;
  };
  return (id, values = {}) => {
    const written = find(id);
    if (written === undefined) return `[${id}]`;
    const template = respelt(written);
    return special.test(template) ? spoken(template, language, values) : template;
  };
}
