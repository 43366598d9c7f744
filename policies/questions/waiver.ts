/** The question about one exception: its papers, its term, and whether what it was granted for is what stands there. */
import {
  coverDifferences,
  daysInclusive,
  provisionalIn,
  subjectOf,
  type Standing,
  type Waiver,
} from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import { headOf } from './register.ts';
import type { View } from './view.ts';

/** Longest term of a waiver, days: shortest for the classes that hurt most. House rule. */
const longest: Readonly<Record<string, number>> = { D4: 92, D3: 184 };

/** Of what has a name of its own nothing is asked here: its name binds it. */
function bindingOf({ subject, covers }: Waiver, standing: Standing | undefined) {
  if (provisionalIn(subject) === undefined) return {};
  const differs = covers === undefined || standing === undefined ? [] : coverDifferences(covers, standing);
  return { bound: covers !== undefined, differs };
}

/** `standing`: what stands at the address that it names, where this run judges it. */
export function waiverQuestion(view: View, waiver: Waiver, declared: string, standing?: Standing): Question {
  const paper = view.waivers.get(waiver.id);
  return {
    ...headOf(view, subjectOf.named('waiver', waiver.id), 'waiver', 'none'),
    waiver: {
      state: 'value',
      control: waiver.control,
      target: waiver.subject,
      known: view.controls.has(waiver.control),
      from: waiver.from,
      until: waiver.until,
      approval: paper?.approval ?? 'missing',
      opinion: paper?.opinion ?? 'none',
      exact: !/[*?]/.test(waiver.subject),
      days: daysInclusive(waiver.from, waiver.until),
      maxDays: longest[declared] ?? 366,
      ...bindingOf(waiver, standing),
    },
  };
}
