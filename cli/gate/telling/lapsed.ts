/** Why an exception for exactly this excuses it no longer, and the line by which it would be granted for what stands there now. */
import type { Standing } from '../../../estate/index.ts';
import { waiverControl } from '../../../policies/index.ts';
import { findingSentence, type ReasonTeller } from '../../report/sentences.ts';
import { coversFor } from '../../verbs/stub.ts';
import type { GateFinding } from '../report.ts';

/** Words that YAML takes for something else than a text are quoted. */
const isPlain = (text: string): boolean =>
  /^[A-Za-z][A-Za-z0-9._-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text);
const spelt = (text: string): string => (isPlain(text) ? text : JSON.stringify(text));

const lineOf = (covers: Standing): string =>
  `covers: { ${Object.entries(covers)
    .map(([name, text]) => `${name}: ${spelt(text)}`)
    .join(', ')} }`;

export function lapsedShown(
  teller: ReasonTeller,
  finding: Partial<Pick<GateFinding, 'subject' | 'covers' | 'lapsed'>>,
): string[] {
  const { say, shield } = teller;
  const { subject = '', covers, lapsed } = finding;
  if (lapsed === undefined) return [];
  const about = { control: waiverControl, subject, ...(covers && { covers }) };
  const bound = coversFor(about, say('stub.environment'))?.covers ?? {};
  const why = findingSentence(teller, { control: waiverControl, reasons: lapsed.reasons });
  const said = { waiver: shield(lapsed.waiver), why, covers: shield(lineOf(bound)) };
  return [say('gate.lapsed', { ...said, isOpen: covers?.environment === undefined ? 'yes' : 'no' })];
}
