/** Why an exception for exactly this excuses it no longer, and the line by which it would be granted for what stands there now. */
import { provisionalIn, type Standing } from '../../../estate/index.ts';
import { waiverControl } from '../../../policies/index.ts';
import { findingSentence, type ReasonTeller } from '../../report/sentences.ts';
import { coversFor, type Waivable } from '../../verbs/stub.ts';
import type { GateFinding } from '../report.ts';

/** Words that YAML takes for something else than a text are quoted. */
const isPlain = (text: string): boolean =>
  /^[A-Za-z][A-Za-z0-9._-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text);
const one = (text: string): string => (isPlain(text) ? text : JSON.stringify(text));
const spelt = (value: string | readonly string[]): string =>
  typeof value === 'string' ? one(value) : `[${value.map(one).join(', ')}]`;

const lineOf = (covers: Standing): string =>
  `covers: { ${Object.entries(covers)
    .map(([name, text]) => `${name}: ${spelt(text)}`)
    .join(', ')} }`;

export type Lapsable = Waivable & Pick<GateFinding, 'lapsed'>;

export function lapsedShown(teller: ReasonTeller, finding: Lapsable): string[] {
  const { say, shield } = teller;
  const { subject, covers, lapsed } = finding;
  if (lapsed === undefined) return [];
  const bound = coversFor(finding, say('stub.environment'));
  const why = findingSentence(teller, { control: waiverControl, reasons: lapsed.reasons });
  const isOpen = provisionalIn(subject) !== undefined && covers?.environment === undefined;
  const said = { waiver: shield(lapsed.waiver), why, covers: shield(lineOf(bound)) };
  return [say('gate.lapsed', { ...said, isOpen: isOpen ? 'yes' : 'no' })];
}
