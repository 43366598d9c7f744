/** What is measured, and what each figure is held to (issue “the gate and the stacks”, Figures). */
import type { Cost } from './measure.ts';
import { policies, type Policy } from './conftest.ts';
import type { Input } from './gates.ts';
import type { CloudName } from './clouds.ts';

export interface Goal {
  /** In words, as the table says it. */
  readonly says: string;
  /** The figure that is held: a ratio to the peer, seconds, or megabytes. */
  readonly figure: (ours: Cost, theirs: Cost | undefined, slower: number | undefined) => number | undefined;
  readonly most: number;
}

export interface Case {
  readonly kind: Input['kind'];
  readonly count: number;
  readonly peer: 'conftest' | 'checkov' | 'pepin' | undefined;
  readonly cloud?: CloudName;
  /** What conftest evaluates. */
  readonly policy?: Policy;
  readonly rounds: number;
  readonly goals: readonly Goal[];
  /** Bytes that are added to each resource, where the size of the file is what is measured. */
  readonly padding?: number;
  readonly note?: string;
  /** Shown beside the same goals, and held to none. */
  readonly isShownOnly?: boolean;
}

const cpuRatio = (most: number): Goal => ({
  says: `CPU ≤ ${most} × theirs`,
  figure: ({ cpu }, theirs) => theirs && cpu / theirs.cpu,
  most,
});
const wallRatio = (most: number): Goal => ({
  says: `wall ≤ ${most} × theirs`,
  figure: ({ wall }, theirs) => theirs && wall / theirs.wall,
  most,
});
/** Seconds where the closest peer takes 0.21 s for ten resources, as where the goal was set. */
const cpu = (most: number): Goal => ({
  says: `CPU ≤ ${most} s at 0.21 s`,
  figure: (ours, _, slower) => slower && ours.cpu / slower,
  most,
});
const memory = (most: number): Goal => ({ says: `RSS ≤ ${most} MB`, figure: (ours) => ours.memory, most });

const notes: Readonly<Record<Policy, string>> = {
  each: 'equal policy: our own Rego, asked of every resource',
  once: 'equal policy, and our own way of asking it: once where the same is said of several resources; shown, and held to nothing',
  hand: 'NOT an equal policy, equal findings: rules by hand for this one type; shown, and held to nothing',
  tiny: 'NOT equal work: a rule or two instead of our controls; shown, and held to nothing',
};

const startNote = '; most of its time goes into compiling our Rego, which it does at every start';
const runsOurs = (policy: Policy): boolean => policy === 'each' || policy === 'once';
/** The figures speak of an equal policy. That the same is asked once is no policy: it is what we do to be quick. */
const isHeld = (policy: Policy): boolean => policy === 'each';

/** The same input beside each policy. An evaluation of minutes is not repeated. */
function besideConftest(kind: Input['kind'], count: number, goal: Goal): readonly Case[] {
  const isStart = count <= 10;
  return policies.map((policy) => ({
    kind,
    count,
    peer: 'conftest',
    policy,
    rounds: isStart ? 5 : policy === 'each' ? 1 : 3,
    goals: [goal],
    note: `${notes[policy]}${isStart && runsOurs(policy) ? startNote : ''}`,
    isShownOnly: !isHeld(policy),
  }));
}

export const cases: readonly Case[] = [
  ...besideConftest('terraform', 10, wallRatio(2.5)),
  ...besideConftest('kubernetes', 10, wallRatio(2.5)),
  {
    kind: 'terraform',
    count: 1000,
    peer: 'checkov',
    rounds: 1,
    goals: [cpuRatio(0.05)],
    note: 'not equal work: checkov runs many more checks',
  },
  ...besideConftest('terraform', 10_000, cpuRatio(0.4)),
  ...besideConftest('kubernetes', 10_000, cpuRatio(0.2)),
  {
    kind: 'terraform',
    count: 100_000,
    peer: 'pepin',
    cloud: 'scaleway',
    rounds: 3,
    goals: [cpuRatio(0.25), memory(300)],
    note: 'not equal work: other rules, of which one finds the same buckets; shown, and held to nothing (README.md)',
    isShownOnly: true,
  },
  {
    kind: 'terraform',
    count: 100_000,
    peer: undefined,
    rounds: 3,
    goals: [cpu(10), memory(300)],
    note: 'seconds of a machine on which pepin takes 0.21 s for ten resources, as where the goal was set',
  },
  {
    kind: 'terraform',
    count: 20_000,
    peer: undefined,
    rounds: 1,
    padding: 12_000,
    goals: [memory(400)],
    note: '500 MB of plan',
  },
];
