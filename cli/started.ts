/** How this tool was called here: lines that it prints must work when they are pasted, in a checkout as in an installation. */
import { relative } from 'node:path';
import type { Lexicon } from '../estate/index.ts';

export interface Start {
  /** The script that Node was told to run, absolute. */
  readonly script: string;
  readonly folder: string;
  /** `bin/cloison.js` of a checkout, absolute; undefined where the published package runs. */
  readonly bin: string | undefined;
}

/** A checkout has no `cloison` on anybody's path; what npm put beside a project is found by npx alone. */
export function startedAs({ script, folder, bin }: Start): string {
  if (bin !== undefined) return `node ${relative(folder, bin).replaceAll('\\', '/')}`;
  return /[\\/]node_modules[\\/]/.test(script) ? 'npx cloison' : 'cloison';
}

const mapped = new WeakMap<Lexicon, Map<string, Lexicon>>();

/**
 * The same words, with the tool called as it was called here wherever a sentence writes a command of it. Done on our own
 * words before anything is put into them: a foreign name that reads like a command stays what it is.
 */
export function asStarted(lexicon: Lexicon, command: string, names: readonly string[]): Lexicon {
  if (command === 'cloison') return lexicon;
  const known = mapped.get(lexicon)?.get(command);
  if (known !== undefined) return known;
  const written = new RegExp(String.raw`(?<![\w./-])cloison (?=(?:${names.join('|')}|--help)(?![\w-]))`, 'g');
  const words = (language: 'en' | 'fr') =>
    Object.fromEntries(
      Object.entries(lexicon[language]).map(([id, text]) => [id, text.replace(written, () => `${command} `)]),
    );
  const made = { en: words('en'), fr: words('fr') };
  mapped.set(lexicon, (mapped.get(lexicon) ?? new Map<string, Lexicon>()).set(command, made));
  return made;
}
