/** One formatter for every sentence a person reads: ICU messages by id, French and English, per room. */
import { IntlMessageFormat } from 'intl-messageformat';

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];
export type Values = Readonly<Record<string, string | number | boolean>>;
export type Words = Readonly<Record<string, string>>;
/** Both languages of one room. */
export type Lexicon = Readonly<Record<Language, Words>>;
export type Say = (id: string, values?: Values) => string;

/** Without one of these ICU has nothing to do, and making a message costs more than the sentence. */
const special = /[{}'#<]/;

/**
 * A speaker over the lexicons of several rooms. An id that no lexicon knows is printed as itself in brackets: a house
 * test forbids it, but a person must still see that something was said. Values are inserted as text, never as markup.
 */
export function speaker(language: Language, ...lexicons: readonly Lexicon[]): Say {
  const compiled = new Map<string, IntlMessageFormat>();
  const find = (id: string): string | undefined => {
    for (const lexicon of lexicons) if (Object.hasOwn(lexicon[language], id)) return lexicon[language][id];
    return undefined;
  };
  return (id, values = {}) => {
    const template = find(id);
    if (template === undefined) return `[${id}]`;
    if (!special.test(template)) return template;
    let message = compiled.get(id);
    if (message === undefined) {
      message = new IntlMessageFormat(template, language, undefined, { ignoreTag: true });
      compiled.set(id, message);
    }
    return String(message.format(values));
  };
}
