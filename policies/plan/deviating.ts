/** Of what a plan was answered, that which a person must read. */
import type { Control, Finding } from '../../estate/index.ts';
import type { Judged } from '../ask.ts';
import { decisionsOf, findingOf } from '../judge.ts';

export function findingsIn(judged: Judged, controls: ReadonlyMap<string, Control>): Finding[] {
  return decisionsOf(judged)
    .filter(({ verdict }) => verdict === 'deny' || verdict === 'unknown')
    .map((decision) => findingOf(decision, judged, controls.get(decision.control)!));
}

/** Without what it allows: where only findings are kept nobody reads that again, and it need not be cited. */
export const deviating = ({ question, answer }: Judged): Judged => ({
  question,
  answer: {
    ...answer,
    decisions: answer.decisions.filter(({ verdict }) => verdict === 'deny' || verdict === 'unknown'),
  },
});
