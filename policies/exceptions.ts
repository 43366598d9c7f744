/** Which exceptions count, and what became of each: the same for an audit and for a gate. */
import { subjectOf, type Decision, type Estate, type Finding } from '../estate/index.ts';
import type { Premises } from './questions/view.ts';

/** What became of one waiver: applied to a finding, in force without one, or not in force. */
export interface WaiverUse {
  readonly id: string;
  readonly control: string;
  readonly subject: string;
  readonly until: string;
  readonly state: 'applied' | 'dormant' | 'not-in-force';
  readonly opinion: string;
}

const waiverControl = 'waiver/waivers-are-in-force';

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

export function usesOf(
  { estate, waivers }: Premises,
  inForce: ReadonlySet<string>,
  findings: readonly Finding[],
): readonly WaiverUse[] {
  const applied = new Set(findings.map((finding) => finding.waiver));
  const stateOf = (id: string): WaiverUse['state'] => {
    if (applied.has(id)) return 'applied';
    return inForce.has(subjectOf.named('waiver', id)) ? 'dormant' : 'not-in-force';
  };
  return estate.waivers.map(({ id, control, subject, until }) => ({
    id,
    control,
    subject,
    until,
    state: stateOf(id),
    opinion: waivers.get(id)?.opinion ?? 'none',
  }));
}
