/** Findings as sentences: `<control>.<code>` of the words, filled with the values of the decision. */
import type { Finding, Reason, Say, Values } from '../../estate/index.ts';
import { waiverControl } from '../../policies/index.ts';
import { countryLabel, referenceList } from './names.ts';
import type { Report } from './report.ts';
import { lawLabel, termWord } from './spoken.ts';

/** Makes one foreign text safe for the output at hand, before it is put into a sentence. */
export type Shield = (text: string) => string;

/** Values that are themselves ids of words. */
const families: Readonly<Record<string, string>> = {
  route: 'route',
  link: 'link',
  approval: 'approval',
  fact: 'fact',
  state: 'state',
  clear: 'clear',
};
const places = new Set(['country', 'countries']);
/** Codes that any control may give. */
const shared: Readonly<Record<string, string>> = {
  'fact-not-known': 'reason.fact-not-known',
  silent: 'reason.silent',
  'engine-refused': 'report.reason.engine-refused',
  'bundle-deadline': 'report.reason.bundle-deadline',
};

/** What a reason needs to become a sentence. */
export interface ReasonTeller {
  readonly report: Pick<Report, 'countries'>;
  readonly say: Say;
  readonly shield: Shield;
}

export interface Teller extends ReasonTeller {
  readonly report: Report;
}

function textOf({ report, say, shield }: ReasonTeller, name: string, value: string): string {
  const family = families[name];
  if (family !== undefined) return shield(say(`${family}.${value}`));
  if (name === 'categories') return shield(termWord(say, value));
  if (name === 'laws') return shield(lawLabel(say, value));
  return shield(places.has(name) ? countryLabel(report, say, value) : value);
}

function filled(teller: ReasonTeller, values: Reason['values']): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number' || typeof value === 'boolean') return [name, value];
      if (typeof value === 'string') return [name, textOf(teller, name, value)];
      const list = value.map((each) => textOf(teller, name, each));
      return [name, list.length === 0 ? teller.say('value.none') : list.join(', ')];
    }),
  );
}

function reasonSentence(teller: ReasonTeller, control: string, { code, values }: Reason): string {
  const id = shared[code] ?? `${control}.${code}`;
  try {
    return teller.say(id, filled(teller, values));
  } catch {
    // A value the sentence asks for is missing: the code and what came with it still reach the reader.
    return teller.shield(`${id} ${JSON.stringify(values)}`);
  }
}

/** An entity established abroad whose people work in the same country: the second sentence would say nothing new. */
function isImplied({ code, values }: Reason, reasons: readonly Reason[]): boolean {
  const employed = reasons.find((each) => each.code === 'foreign-employer');
  return code === 'from-abroad' && employed !== undefined && employed.values['country'] === values['country'];
}

/** What is not known for the same reason is one list, however many facts it is. */
function missingSentences(teller: ReasonTeller, control: string, missing: readonly Reason[]): string[] {
  const byState = Map.groupBy(missing, ({ values: { state } }) => state);
  return [...byState.values()].map((all) => {
    const facts = all.map(({ values: { fact } }) => textOf(teller, 'fact', String(fact)));
    const list = [...new Set(facts)].join(teller.say('report.list-separator'));
    const [first] = all;
    try {
      return teller.say('reason.fact-not-known', { ...filled(teller, first!.values), fact: list });
    } catch {
      return all.map((each) => reasonSentence(teller, control, each)).join(' ');
    }
  });
}

/** All reasons of one decision, one after the other. */
export function findingSentence(
  teller: ReasonTeller,
  { control, reasons }: Pick<Finding, 'control' | 'reasons'>,
): string {
  const isMissing = ({ code, values }: Reason) => code === 'fact-not-known' && typeof values['fact'] === 'string';
  const found = reasons.filter((reason) => !isMissing(reason) && !isImplied(reason, reasons));
  return [
    ...found.map((reason) => reasonSentence(teller, control, reason)),
    ...missingSentences(teller, control, reasons.filter(isMissing)),
  ].join(' ');
}

/** Only a rule of law that was refused may say that an article is infringed; everything else is related. */
export function referenceSentences(
  { say }: Pick<Teller, 'say'>,
  finding: Pick<Finding, 'force' | 'verdict' | 'references'>,
): string[] {
  const isInfringed = (reference: string) =>
    finding.force === 'law' && finding.verdict === 'deny' && reference.startsWith('GDPR ');
  const sentence = (id: string, list: readonly string[]) =>
    list.length === 0 ? [] : [say(id, { references: referenceList(say, list) })];
  return [
    ...sentence('report.infringed', finding.references.filter(isInfringed)),
    ...sentence(
      'report.related',
      finding.references.filter((each) => !isInfringed(each)),
    ),
  ];
}

/** Whose rule it is when it is none of ours: name and digest of the organisation's own bundle. */
export function bundleSentences(
  { report, say, shield }: Teller,
  { bundle: digest }: Pick<Finding, 'bundle'>,
): string[] {
  if (digest === undefined) return [];
  const name = report.judgement.bundles?.find((each) => each.digest === digest)?.name ?? '?';
  return [say('report.of-bundle', { name: shield(name), digest })];
}

/** Of an exception for exactly this that was granted for something else: why it excuses nothing. */
function lapsedSentence(teller: Teller, { control, subject }: Finding): string | undefined {
  const { report, say, shield } = teller;
  const own = report.judgement.waivers.find((each) => each.control === control && each.subject === subject);
  if (own?.lapsed === undefined) return undefined;
  const why = findingSentence(teller, { control: waiverControl, reasons: own.lapsed });
  return say('report.lapsed', { waiver: shield(own.id), why });
}

/** A law stays infringed under an exception: it only lets a change proceed. Undefined where there is no exception for it. */
export function waiverSentence(teller: Teller, finding: Finding): string | undefined {
  const { report, say, shield } = teller;
  if (finding.waiver === undefined) return lapsedSentence(teller, finding);
  const until = report.judgement.waivers.find(({ id }) => id === finding.waiver)?.until ?? '?';
  const id = finding.force === 'law' && finding.verdict === 'deny' ? 'report.waived.law' : 'report.waived.other';
  return say(id, { waiver: shield(finding.waiver), until: shield(until) });
}
