/** In which language to speak: `--lang`, else the environment in the order of POSIX, else English. */
import type { Language } from '../estate/index.ts';

/** As in the language itself; repeated because the language is loaded only when a command runs. */
export const languageNames: readonly Language[] = ['en', 'fr'];

/** The value of `--lang` as written, before anything is parsed: help and errors are printed in it. */
export function languageAsked(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const before = end === -1 ? argv : argv.slice(0, end);
  const at = before.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  if (at === -1) return undefined;
  return before[at] === '--lang' ? before[at + 1] : before[at]!.slice('--lang='.length);
}

export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const said = languageAsked(argv);
  const chosen = languageNames.find((name) => name === said);
  if (chosen !== undefined) return chosen;
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => (value ?? '') !== '') ?? '';
  return languageNames.find((name) => new RegExp(`^${name}([_.@-]|$)`, 'i').test(locale)) ?? 'en';
}
