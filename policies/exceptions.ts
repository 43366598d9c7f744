/** Which exceptions count, and what became of each: the same for an audit and for a gate. */
import {
  findingDifferences,
  grantedFor,
  subjectOf,
  type Covers,
  type Decision,
  type Estate,
  type Finding,
  type Granted,
  type Reason,
  type Waiver,
} from '../estate/index.ts';
import type { Premises } from './questions/view.ts';

/** What became of one waiver: applied to a finding, in force without one, or not in force. */
export interface WaiverUse {
  readonly id: string;
  readonly control: string;
  readonly subject: string;
  readonly until: string;
  readonly state: 'applied' | 'dormant' | 'not-in-force';
  readonly opinion: string;
  /** What it was granted for. */
  readonly covers?: Covers;
  /** Why it does not hold for what stands at its subject now; left out of one that does, or has another flaw. */
  readonly lapsed?: readonly Reason[];
}

export const waiverControl = 'waiver/waivers-are-in-force';
const bindings: ReadonlySet<string> = new Set(['not-bound', 'stands-otherwise']);

/** By the subject of the waiver, why what it was granted for is not what stands there. */
function lapses(decisions: readonly Decision[]): ReadonlyMap<string, readonly Reason[]> {
  return new Map(
    decisions
      .filter(({ control }) => control === waiverControl)
      .map(({ subject, reasons }) => [subject, reasons.filter(({ code }) => bindings.has(code))]),
  );
}

/** Subjects of the waivers that the policy found in force. */
export function inForceAmong(decisions: readonly Decision[]): ReadonlySet<string> {
  return new Set(
    decisions
      .filter(({ control, verdict }) => control === waiverControl && verdict === 'allow')
      .map(({ subject }) => subject),
  );
}

/** Why an exception for this control and this subject does not hold for what is found; empty where it does. */
export function lapsesOf({ covers }: Pick<Waiver, 'covers'>, found: Granted): Reason[] {
  if (covers === undefined) return [{ code: 'not-bound', values: {} }];
  const differs = findingDifferences(covers, found);
  return differs.map((values) => ({ code: 'stands-otherwise', values: { ...values } }));
}

/** The finding with the id of the waiver in force for exactly this control, this subject and what is found. */
export function excusing(estate: Estate, inForce: ReadonlySet<string>): (finding: Finding) => Finding {
  const waivers = new Map(
    estate.waivers
      .filter(({ id }) => inForce.has(subjectOf.named('waiver', id)))
      .map((waiver) => [`${waiver.control} ${waiver.subject}`, waiver]),
  );
  if (waivers.size === 0) return (finding) => finding;
  return (finding) => {
    const waiver = waivers.get(`${finding.control} ${finding.subject}`);
    const isHeld = waiver !== undefined && lapsesOf(waiver, grantedFor(finding)).length === 0;
    return isHeld ? { ...finding, waiver: waiver.id } : finding;
  };
}

/** `papers`: decisions about waivers; others are passed over. */
export function usesOf(
  { estate, waivers }: Premises,
  inForce: ReadonlySet<string>,
  findings: readonly Finding[],
  papers: readonly Decision[],
): readonly WaiverUse[] {
  const lapsedBy = lapses(papers);
  const applied = new Set(findings.map((finding) => finding.waiver));
  const stateOf = (id: string): WaiverUse['state'] => {
    if (applied.has(id)) return 'applied';
    return inForce.has(subjectOf.named('waiver', id)) ? 'dormant' : 'not-in-force';
  };
  return estate.waivers.map(({ id, control, subject, until, covers }) => {
    const lapsed = lapsedBy.get(subjectOf.named('waiver', id)) ?? [];
    const opinion = waivers.get(id)?.opinion ?? 'none';
    const told = { id, control, subject, until, state: stateOf(id), opinion };
    return { ...told, ...(covers && { covers }), ...(lapsed.length === 0 ? {} : { lapsed }) };
  });
}
