/** What is measured, and what each figure is held to (issue “the gate and the stacks”, Figures). */
import type { Cost } from './measure.ts';
import type { Input } from './gates.ts';

export interface Goal {
  /** In words, as the table says it. */
  readonly says: string;
  /** The figure that is held: a ratio to the peer, seconds, or megabytes. */
  readonly figure: (ours: Cost, theirs: Cost | undefined) => number | undefined;
  readonly most: number;
}

export interface Case {
  readonly kind: Input['kind'];
  readonly count: number;
  readonly peer: 'conftest' | 'checkov' | undefined;
  readonly rounds: number;
  readonly goals: readonly Goal[];
  /** Bytes that are added to each resource, where the size of the file is what is measured. */
  readonly padding?: number;
  readonly note?: string;
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
const cpu = (most: number): Goal => ({ says: `CPU ≤ ${most} s`, figure: (ours) => ours.cpu, most });
const memory = (most: number): Goal => ({ says: `RSS ≤ ${most} MB`, figure: (ours) => ours.memory, most });

export const cases: readonly Case[] = [
  { kind: 'terraform', count: 10, peer: 'conftest', rounds: 5, goals: [wallRatio(2.5)] },
  { kind: 'kubernetes', count: 10, peer: 'conftest', rounds: 5, goals: [wallRatio(2.5)] },
  {
    kind: 'terraform',
    count: 1000,
    peer: 'checkov',
    rounds: 1,
    goals: [cpuRatio(0.05)],
    note: 'not equal work: checkov runs many more checks',
  },
  { kind: 'terraform', count: 10_000, peer: 'conftest', rounds: 3, goals: [cpuRatio(0.4)] },
  { kind: 'kubernetes', count: 10_000, peer: 'conftest', rounds: 3, goals: [cpuRatio(0.2)] },
  { kind: 'terraform', count: 100_000, peer: undefined, rounds: 1, goals: [cpu(10), memory(300)] },
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
