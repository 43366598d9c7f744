/**
 * What stands together in a report for people. Controls that speak of the very same resources stand under them, so that no
 * resource is named four times; what all of a control's resources are told is told once. Pure.
 */
import { groupsOf, type GateGroup } from './groups.ts';
import type { Settling } from './settling.ts';
import { isOpen, isUnexcused, type GateFinding } from '../report.ts';
import { excusedBy, stepOf, whatShown, type GateTeller } from './telling.ts';

export interface Part {
  readonly group: GateGroup;
  /** Told of all its resources; undefined where they differ, or there is one. */
  readonly what: string | undefined;
  /** Of an unknown: what settles it, as often as a resource asks for it. */
  readonly settling: readonly Settling[];
  /** What to do; undefined where lines settle it, or where it is excused and nobody asks for anything. */
  readonly step: string | undefined;
}

export interface Block {
  /** Several parts about the very same resources, which are then named once, before them. */
  readonly isShared: boolean;
  readonly parts: readonly Part[];
  /** What to do about all of its parts, which then say nothing of it themselves. */
  readonly step: string | undefined;
}

export const saidOf = (teller: GateTeller, finding: GateFinding): string =>
  [whatShown(teller, finding), excusedBy(teller, finding)].filter((each) => each !== undefined).join(' ');

/** Cheap, for findings come by the hundred thousand: sentences are only made for those that are shown. */
const saysOf = ({ reasons, waiver, known, near }: GateFinding): string =>
  JSON.stringify([reasons, waiver, known, near?.nearest]);

function partOf(teller: GateTeller, group: GateGroup): Part {
  const [first] = group.findings;
  const says = saysOf(first!);
  const isOne = group.findings.every((each) => saysOf(each) === says);
  const isAsked = isUnexcused(group.head);
  const settling = isAsked ? group.shown.flatMap(({ makeKnown }) => makeKnown ?? []) : [];
  const step = isAsked && settling.length === 0 ? stepOf(teller, group.head) : undefined;
  return { group, what: isOne ? saidOf(teller, first!) : undefined, settling, step };
}

/** Above this nobody looks whether two lists of resources are the same one. */
const mostCompared = 1000;

/** In the order of the findings: what moves the code comes before what is excused. */
export function blocksOf(teller: GateTeller, verdict: GateFinding['verdict']): Block[] {
  const every = groupsOf(teller.report.findings, verdict).map((group) => partOf(teller, group));
  const keyed = Map.groupBy(every, ({ group: { head, findings }, what }) =>
    what === undefined || findings.length > mostCompared
      ? JSON.stringify(head.fingerprint)
      : JSON.stringify([isOpen(head), findings.map(({ subject }) => subject).sort()]),
  );
  return [...keyed.values()].map((all) => {
    const [step, ...others] = new Set(all.map((part) => part.step));
    const isOne = all.length > 1 && others.length === 0;
    const parts = isOne ? all.map((part) => ({ ...part, step: undefined })) : all;
    return { isShared: all.length > 1, parts, step: isOne ? step : undefined };
  });
}
