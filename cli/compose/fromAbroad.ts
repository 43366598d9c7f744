/** An access that is allowed only because it shows no clear text: from abroad, that is worth a sentence. Pure. */
import type { Ruling } from '../../guard/index.ts';
import type { Facts } from '../../policies/index.ts';

const staysOut = 'access/non-eu-operators-stay-out';

/**
 * Countries outside the EEA from which somebody may change what nobody there may read: of the session, and of the places
 * of work. Empty where the access is refused, comes from inside, or where that rule did answer.
 */
export function allowedFromAbroad(ruling: Ruling, from: string | undefined, facts: Facts): readonly string[] {
  const { verdict, question, decisions } = ruling;
  const isSealed = decisions.some(
    ({ control, reasons }) => control === staysOut && reasons.some(({ code }) => code === 'no-clear-text'),
  );
  if (verdict !== 'allow' || !isSealed) return [];
  const countries = new Set([...(from === undefined ? [] : [from]), ...(question.operator?.worksIn ?? [])]);
  return [...countries].filter((country) => facts.isIn('EEA', country, question.asOf) !== 'yes').sort();
}
