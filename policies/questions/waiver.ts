/** The question about one exception: its papers, its term, and whether what it was granted for is what is found now. */
import {
  coverDifferences,
  daysInclusive,
  isBound,
  subjectOf,
  type Granted,
  type Standing,
  type Waiver,
} from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import { headOf } from './register.ts';
import type { View } from './view.ts';

/** Longest term of a waiver, days: shortest for the classes that hurt most. House rule. */
const longest: Readonly<Record<string, number>> = { D4: 92, D3: 184 };

/** What this run knows of what an exception is for. */
export interface Met {
  /** What stands at the address that it names, where this run judges it. */
  readonly standing?: Standing | undefined;
  /** What its control finds of its subject; empty where it finds nothing, or nobody has asked yet. */
  readonly found?: readonly Granted[];
}

function bindingOf({ subject, covers }: Waiver, { standing, found = [] }: Met) {
  if (!isBound(subject, covers)) return { bound: false, differs: [] };
  const all = (found.length === 0 ? [undefined] : found).map((each) =>
    coverDifferences({ subject, covers }, standing, each),
  );
  return { bound: true, differs: all.find(({ length }) => length > 0) ?? [] };
}

export function waiverQuestion(view: View, waiver: Waiver, declared: string, met: Met = {}): Question {
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
      ...bindingOf(waiver, met),
    },
  };
}
