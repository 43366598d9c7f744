/** Names of columns are kept, unless the name itself is personal data. */
import type { Recognizer } from '../recognizer.ts';

const longest = 128;

/** Id of the first recognizer that fires on the name; what needs context has none here, so `2024` is a year and no birth. */
function firing(name: string, recognizers: readonly Recognizer[]): string | undefined {
  for (const recognizer of recognizers) {
    if (recognizer.method === 'header' || recognizer.method === 'terms') continue;
    for (const form of recognizer.forms) {
      if (form.alone === 'never') continue;
      // `matchAll` starts anew each time: `test` on a global pattern would remember where it stopped.
      for (const match of name.matchAll(form.written)) if (form.passes?.(match[0]) ?? true) return recognizer.id;
    }
  }
  return undefined;
}

/** True when a name is data of a person, so a first line that holds it is no header. */
export function isData(name: string, recognizers: readonly Recognizer[]): boolean {
  return firing(name, recognizers) !== undefined;
}

/** `alice@example.org` as third column becomes `‹email›#3`; seven or more digits in a row and endless names go too. */
export function redactName(name: string, ordinal: number, recognizers: readonly Recognizer[]): string {
  const recognizer = firing(name, recognizers);
  if (recognizer !== undefined) return `‹${recognizer.slice(recognizer.indexOf('/') + 1)}›#${ordinal}`;
  if (/\d{7}/.test(name)) return `‹digits›#${ordinal}`;
  return name.length > longest ? `‹long›#${ordinal}` : name;
}
