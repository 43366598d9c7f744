/** What the language itself says, in both languages: problems of a document and faults. */
import type { CloisonFault } from './fault.ts';
import { isError, type Problem } from './problem.ts';
import type { Lexicon, Say, Values } from './say.ts';
import en from './words/en.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };

export const estateWords: Lexicon = { en, fr };

/** One thing wrong, ready to print; `place` is `file:line:column`, as editors and terminals make it a link. */
export interface Told {
  readonly place: string;
  readonly level: 'error' | 'warning';
  readonly sentence: string;
  readonly next: string;
}

/** Texts from documents are printed as they are: escaping for terminal or HTML is the work of whoever prints. */
export function tellProblem(say: Say, problem: Problem): Told {
  const { code, file, line, column, values } = problem;
  return {
    place: line === 0 ? file : `${file}:${line}:${column}`,
    level: isError(problem) ? 'error' : 'warning',
    sentence: say(`problem.${code}`, values),
    next: say(`problem.${code}.next`, values),
  };
}

/** Rooms fill a fault as far as they know: what is left out is said as `?`, for a sentence must come in any case. */
const unsaid: Values = {
  builtin: '?',
  column: '?',
  detail: '?',
  entrypoint: '?',
  file: '?',
  kind: '?',
  line: '?',
  number: '?',
  path: '?',
  reason: '?',
  what: '?',
};

export function tellFault(say: Say, { code, values }: CloisonFault): Pick<Told, 'sentence' | 'next'> {
  const filled = { ...unsaid, ...values };
  return { sentence: say(`fault.${code}`, filled), next: say(`fault.${code}.next`, filled) };
}
