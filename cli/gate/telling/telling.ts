/** The report's sentences: one place, so that terminal, Markdown, SARIF and the others say the same. */
import type { Reason, Say } from '../../../estate/index.ts';
import { referenceSentences, findingSentence, type ReasonTeller, type Shield } from '../../report/sentences.ts';
import { knownShown } from '../../compose/strangeNames.ts';
import { accountedOf } from './accounted.ts';
import { lapsedShown, type Lapsable } from './lapsed.ts';
import { addressShown, nameShown, subjectNamed } from './naming.ts';
import { isOpen, isUnexcused, type GateFinding, type GateReport, type Spot } from '../report.ts';

export { addressShown, nameShown };

export interface GateTeller {
  readonly report: GateReport;
  readonly say: Say;
  readonly shield: Shield;
}

/** The verdict. What an interrupted or an observed run would have said comes after the word that says so. */
export function headline({ report, say }: GateTeller): string {
  const { outcome, counts, partial } = report;
  const { headline: id, wouldBe, frozen = 0, known = 0, staged = 0, unsigned = 0, ...rest } = outcome;
  const sentence = say(`gate.${id}`, {
    ...rest,
    frozen,
    known,
    staged,
    unsigned,
    containers: accountedOf(report.rows).containers,
    resources: counts.total,
  });
  const observed = wouldBe === undefined ? sentence : say('gate.observed', { code: wouldBe, sentence });
  return partial ? say('gate.partial', { sentence: observed }) : observed;
}

/** `main.tf:12`; undefined where nobody knows the line: nothing rather than a guess. */
export function spotShown(spot: Spot | undefined): string | undefined {
  return spot === undefined || spot.line === 0 ? undefined : `${spot.file}:${spot.line}`;
}

/** What the change does to it, so that a reader knows since when it stands so. */
export function asOperated({ say }: Pick<GateTeller, 'say'>, named: string, operation: string): string {
  return say('gate.named.as', { named, operation });
}

/** How a person finds the resource: its address in the tool that wrote it and the line, else the subject alone. */
export function whereShown({ say, shield }: Pick<GateTeller, 'say' | 'shield'>, finding: GateFinding): string {
  const subject = shield(subjectNamed(finding.subject));
  const spot = spotShown(finding.position);
  if (finding.resource === undefined)
    return spot === undefined ? subject : say('gate.at', { named: subject, spot: shield(spot) });
  const address = shield(addressShown(finding.resource.address));
  // A subject that is made of the address tells it already.
  const both = subject.includes(address) ? subject : say('gate.named', { address, subject });
  const { operation } = finding.resource;
  const named = operation === undefined ? both : asOperated({ say }, both, operation);
  return spot === undefined ? named : say('gate.at', { named, spot: shield(spot) });
}

/** Why nobody knows it, as a plan's reader may be told; of any other state it is simply not known. */
const unread: ReadonlySet<unknown> = new Set(['unsupported', 'denied', 'error']);

/** Those that there are, where a change names one that nobody has. */
function nearShown({ say, shield }: ReasonTeller, { near }: Pick<GateFinding, 'near'>): string[] {
  if (near === undefined) return [];
  const { of, nearest = '', known } = near;
  const values = { of, nearest: shield(nearest), suggestions: nearest === '' ? 0 : 1, count: known.length };
  return [say('gate.near', { ...values, known: shield(knownShown(known)) })];
}

/** What was found, without where: the sentences of its reasons; what is not known in one list, however many facts it is. */
export function whatShown(teller: ReasonTeller, finding: Lapsable & Pick<GateFinding, 'near'>): string {
  const { say, shield } = teller;
  const isMissing = ({ code, values }: Reason) => code === 'fact-not-known' && typeof values['fact'] === 'string';
  const lists = Map.groupBy(finding.reasons.filter(isMissing), ({ values: { state } }) =>
    unread.has(state) ? String(state) : 'unknown',
  );
  const missing = [...lists].map(([state, all]) => {
    const facts = all.map(({ values: { fact } }) => shield(say(`fact.${String(fact)}`)));
    return say('gate.not-known', { state, list: facts.join(say('report.list-separator')) });
  });
  const reasons = finding.reasons.filter((reason) => !isMissing(reason));
  const found = reasons.length === 0 ? [] : [findingSentence(teller, { control: finding.control, reasons })];
  return [...found, ...missing, ...nearShown(teller, finding), ...lapsedShown(teller, finding)].join(' ');
}

export function titleOf({ say }: Pick<GateTeller, 'say'>, { control }: Pick<GateFinding, 'control'>): string {
  return say(`${control}.title`);
}

/** Force, articles, control and, where it is none of ours, whose bundle. */
export function standingOf(teller: GateTeller, finding: GateFinding): string[] {
  const { say, shield, report } = teller;
  const bundle = report.run.policies.find(({ digest }) => digest === finding.bundle);
  return [
    say(`force.${finding.force}`),
    ...referenceSentences(teller, finding),
    finding.control,
    ...(bundle === undefined ? [] : [say('report.of-bundle', { name: shield(bundle.name), digest: bundle.digest })]),
  ];
}

/** Words about what is not applied yet go before those that speak of what stands and is in use. */
function atPlan({ say }: Pick<GateTeller, 'say'>, control: string, word: 'remedy' | 'make-known'): string {
  const planned = say(`gate.${word}.${control}`);
  return planned === `[gate.${word}.${control}]` ? say(`${control}.${word}`) : planned;
}

/** Whatever the control asks of the account: first somebody must say whose it is. */
const isOfNobody = ({ code, values: { fact } }: Reason): boolean => code === 'nobody-knows-who' || fact === 'operator';

/** What to do about it: the remedy of a deviation; of an unknown where to write the lines that settle it, or the way to. */
export function stepOf(teller: Pick<GateTeller, 'say'>, finding: GateFinding): string {
  const { control, verdict, reasons, makeKnown } = finding;
  if (verdict === 'deny') return atPlan(teller, control, 'remedy');
  if (makeKnown !== undefined) return teller.say(`gate.known-by.${makeKnown.where}`);
  return reasons.some(isOfNobody) ? teller.say('gate.whose-account') : atPlan(teller, control, 'make-known');
}

/** How many stop the change, and how many would but for an exception or the baseline. */
export function sectionTitle({ report, say }: GateTeller, verdict: GateFinding['verdict']): string {
  const own = report.findings.filter((each) => each.verdict === verdict);
  const count = own.filter(isOpen).length;
  const staged = own.filter((each) => isUnexcused(each) && each.stage !== undefined).length;
  return say(`gate.section.${verdict}`, { count, staged, excused: own.length - count - staged });
}

/** Why it does not move the code, where it does not; a law stays infringed under an exception. */
export function excusedBy({ report, say, shield }: GateTeller, finding: GateFinding): string | undefined {
  if (finding.waiver !== undefined) {
    const until = report.waivers.find(({ id }) => id === finding.waiver)?.until ?? '?';
    const id = finding.force === 'law' && finding.verdict === 'deny' ? 'report.waived.law' : 'report.waived.other';
    return say(id, { waiver: shield(finding.waiver), until: shield(until) });
  }
  if (finding.known) return say('gate.known');
  if (finding.stageUntil !== undefined) return say('gate.staged.new', { until: finding.stageUntil });
  return finding.stage === undefined ? undefined : say(`gate.staged.${finding.stage}`);
}
