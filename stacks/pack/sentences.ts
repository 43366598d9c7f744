/** A finding in whole sentences: what, why, of which article and with which force, and what to do. */
import type { Finding, Reason, Say } from '../../estate/index.ts';
import type { Refusal } from '../../infra/index.ts';
import { waiverControl } from '../../policies/index.ts';

/** Values that are themselves ids of words. */
const families = new Set(['route', 'link', 'approval', 'fact', 'state', 'clear']);
/** Codes that any control may give. */
const shared = new Set(['fact-not-known', 'silent', 'engine-refused']);

/** Names come from the change and end on a terminal or in a log: nothing in them may steer either. */
export const visible = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '·');

function reasonSentence(say: Say, control: string, { code, values }: Reason): string {
  const word = (name: string, value: string): string => visible(families.has(name) ? say(`${name}.${value}`) : value);
  const filled = Object.entries(values).map(([name, value]) => {
    if (typeof value === 'string') return [name, word(name, value)] as const;
    if (typeof value === 'number' || typeof value === 'boolean') return [name, value] as const;
    return [name, value.length === 0 ? say('value.none') : value.map((each) => word(name, each)).join(', ')] as const;
  });
  return say(shared.has(code) ? `reason.${code}` : `${control}.${code}`, Object.fromEntries(filled));
}

/** Only a rule of law that was refused may say that an article is infringed; everything else is related. */
function referencesOf(say: Say, { force, verdict, references }: Finding): string {
  if (references.length === 0) return '';
  const isInfringed = force === 'law' && verdict === 'deny';
  return say(isInfringed ? 'pack.infringed' : 'pack.related', { references: references.join(', ') });
}

/** What a program can say that would settle it; the catalogue's own words speak of what a collection could see. */
const sayable = new Set(['location', 'zone', 'dataset', 'encryption', 'replication', 'publicRead', 'publicWrite']);

function makeKnown(say: Say, { control, reasons }: Finding): string {
  const facts = reasons.flatMap(({ values }) => (typeof values['fact'] === 'string' ? [values['fact']] : []));
  const lines = [...new Set(facts)].filter((fact) => sayable.has(fact)).map((fact) => say(`pack.known.${fact}`));
  return lines.length > 0 ? lines.join(' ') : say(`${control}.make-known`);
}

/** An exception and why it does not hold for what stands there now. */
export interface Lapsed {
  readonly waiver: string;
  readonly reasons: readonly Reason[];
}

function lapsedSentence(say: Say, { waiver, reasons }: Lapsed): string {
  const why = reasons.map((reason) => reasonSentence(say, waiverControl, reason)).join(' ');
  return say('pack.lapsed', { waiver: visible(waiver), why });
}

/** `zone` and `dataset` of a finding are among its values; the subject is shown by whoever prints. */
export function refusalOf(say: Say, finding: Finding, lapsed?: Lapsed): Refusal {
  const { control, verdict, reasons } = finding;
  return {
    control,
    verdict,
    title: say(`${control}.title`),
    sentence: [
      ...reasons.map((reason) => reasonSentence(say, control, reason)),
      ...(lapsed === undefined ? [] : [lapsedSentence(say, lapsed)]),
    ].join(' '),
    references: referencesOf(say, finding),
    remedy: verdict === 'deny' ? say(`${control}.remedy`) : makeKnown(say, finding),
  };
}
