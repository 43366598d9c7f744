/** One row each of what was seen, what is declared and what the law says: the text, and a note on who says so and since when. */
import { lawWord, spokenValues } from '../report/spoken.ts';
import type { Declaration } from './declarations.ts';
import type { LawFact } from './lawFacts.ts';
import type { Observed } from './observed.ts';
import { choice, type Telling } from './telling.ts';

export function seenRow({ say, report }: Telling, { fact, state, grade, values, seen }: Observed): [string, string] {
  const said = spokenValues({ report, say }, { fact, values })
    .map((pair) => pair.join(say('report.pair')))
    .join(say('report.list-separator'));
  const text = say('why.fact', {
    fact: say(`fact.${fact}`),
    state: say(`state.${state}`),
    known: state === 'value' ? 'yes' : 'no',
    values: said,
    empty: said === '' ? 'yes' : 'no',
  });
  const note =
    seen === undefined
      ? state === 'value'
        ? say('why.unseen', { grade: grade ?? 'none' })
        : ''
      : say('why.seen', {
          source: seen.source,
          call: seen.call,
          code: seen.code ?? '',
          failed: seen.code === undefined ? 'no' : 'yes',
          at: seen.at,
        });
  return [text, note];
}

export function declaredRow({ file, line, path, text }: Declaration): [string, string] {
  return [`${file === undefined ? '' : `${file}:${line}  `}${path.slice(1)}: ${text}`, ''];
}

export function lawRow(
  { say, country }: Telling,
  { kind, values, source, confidence, readOn, validFrom, validTo }: LawFact,
): [string, string] {
  const named =
    values['country'] === undefined || values['country'] === ''
      ? values
      : { ...values, country: country(values['country']) };
  const note = say('why.source', {
    source: source ?? '',
    sourced: source === undefined ? 'no' : 'yes',
    confidence: confidence ?? 'none',
    readOn,
    from: validFrom ?? '',
    dated:
      validFrom === undefined
        ? kind === 'not-member' || kind === 'no-adequacy' || kind === 'undecided'
          ? 'absence'
          : 'no'
        : 'yes',
    to: validTo ?? '',
    ended: validTo === undefined ? 'no' : 'yes',
  });
  const law = kind === 'law' ? { law: lawWord(say, values['law'] ?? '') } : {};
  return [say(`why.law.${kind}`, { ...named, ...law, as: choice(values['as'] ?? '') }), note];
}
