/** How a verb speaks: the sentences of decisions and the names of countries, in one language, onto one page. */
import type { Decision, Say, Verdict } from '../../estate/index.ts';
import { policyWords } from '../../policies/index.ts';
import type { Context } from '../context.ts';
import type { Flags } from '../paste.ts';
import type { Printer, Style } from '../print.ts';
import { countryProse } from '../report/names.ts';
import type { Report } from '../report/index.ts';
import { findingSentence, type ReasonTeller } from '../report/sentences.ts';
import { countriesOf } from '../report/story/standing.ts';
import { visible } from '../report/visible.ts';
import type { Ground } from './ground.ts';

export interface Telling {
  readonly say: Say;
  readonly out: Printer;
  readonly json: boolean;
  /** Bundles of the organisation's own controls were asked about what was seen. */
  readonly ownControls: boolean;
  /** Countries by name. */
  readonly report: Pick<Report, 'countries'>;
  /** All reasons of a decision as sentences. */
  readonly sentence: (decision: Pick<Decision, 'control' | 'reasons'>) => string;
  /** `Singapore (SG)`. */
  readonly country: (code: string) => string;
  readonly list: (ids: readonly string[]) => string;
  /** A command of the same ground, to paste. */
  readonly paste: (...words: readonly string[]) => string;
}

export const styles: Readonly<Record<string, Style>> = {
  '✓': 'green',
  '✗': 'red',
  '?': 'yellow',
  '±': 'yellow',
  '!': 'yellow',
};

/** `flags`: those that a further question about the same ground must carry. */
export function telling(
  { facts, premises, judgement }: Ground,
  { speak, out, json, paste }: Context,
  flags: Flags = {},
): Telling {
  const say = speak(policyWords, ...(judgement.bundles ?? []).map(({ words }) => words));
  const all = new Set(facts.rows.countries.countries.map(({ code }) => code));
  const report = { countries: countriesOf(facts, all, premises.asOf) };
  const teller: ReasonTeller = { report, say, shield: visible };
  return {
    say,
    out,
    json,
    ownControls: (judgement.bundles ?? []).length > 0,
    report,
    sentence: (decision) => findingSentence(teller, decision),
    country: (code) => countryProse(report, say, code),
    list: (ids) => (ids.length === 0 ? say('value.none') : ids.join(', ')),
    paste: (...words) => paste(words, flags),
  };
}

/** A code as the choices of a message know it: their keys take no hyphen. */
export const choice = (code: string): string => code.replaceAll('-', '_');

/** `deviation: <title>`, with the colon of the language. */
export function judgedAs({ say }: Pick<Telling, 'say'>, verdict: Verdict, title: string): string {
  return say('why.verdict', { verdict: say(`verdict.${verdict}`), title });
}
