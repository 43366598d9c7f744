/** Which exceptions count, and what became of each: the same for an audit and for a gate. */
import { subjectOf, type Decision, type Estate, type Finding, type Reason } from '../estate/index.ts';
import type { Premises } from './questions/view.ts';

/** What became of one waiver: applied to a finding, in force without one, or not in force. */
export interface WaiverUse {
  readonly id: string;
  readonly control: string;
  readonly subject: string;
  readonly until: string;
  readonly state: 'applied' | 'dormant' | 'not-in-force';
  readonly opinion: string;
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

/** The id of the waiver in force for exactly this control and this subject. */
export function waiverOf(estate: Estate, inForce: ReadonlySet<string>): (decision: Decision) => string | undefined {
  const ids = new Map(
    estate.waivers
      .filter((waiver) => inForce.has(subjectOf.named('waiver', waiver.id)))
      .map((waiver) => [`${waiver.control} ${waiver.subject}`, waiver.id]),
  );
  return ({ control, subject }) => ids.get(`${control} ${subject}`);
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
  return estate.waivers.map(({ id, control, subject, until }) => {
    const lapsed = lapsedBy.get(subjectOf.named('waiver', id)) ?? [];
    const opinion = waivers.get(id)?.opinion ?? 'none';
    return { id, control, subject, until, state: stateOf(id), opinion, ...(lapsed.length === 0 ? {} : { lapsed }) };
  });
}
