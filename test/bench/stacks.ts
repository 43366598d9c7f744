/** What it costs to plan the two stacks of the sample estate, in the checkout: the package holds none of them. */
import { join } from 'node:path';
import { measured, median, type Cost, type Run } from './measure.ts';

interface Planned {
  readonly stack: string;
  /** Resources that the plan must hold, or no time is told. */
  readonly atLeast: number;
  readonly goals: readonly { readonly says: string; readonly of: keyof Cost; readonly most: number }[];
}

const rounds = 3;
const planned: readonly Planned[] = [
  {
    stack: 'private',
    atLeast: 80,
    goals: [
      { says: 'wall ≤ 5 s', of: 'wall', most: 5 },
      // What others do on the machine lengthens the wall and not this: a plan that grows heavier is seen all the same.
      { says: 'CPU ≤ 8 s', of: 'cpu', most: 8 },
    ],
  },
  // Two programs: it refers to the private one.
  { stack: 'public', atLeast: 20, goals: [{ says: 'CPU ≤ 14 s', of: 'cpu', most: 14 }] },
];

function planOf({ stack, atLeast }: Planned, checkout: string): Run {
  const run = measured(process.execPath, [
    join(checkout, 'bin/cloison.js'),
    'plan',
    '--stack',
    stack,
    '--project',
    checkout,
    '--json',
  ]);
  const { changeSummary } = JSON.parse(run.stdout) as { changeSummary?: { create?: number } };
  const made = changeSummary?.create ?? 0;
  if (run.code !== 0 || made < atLeast)
    throw new Error(`${stack}: exit ${run.code}, ${made} resources; no time is told`);
  return run;
}

/** The first plan of a machine compiles the SDK for those after it: it is made, and not counted. */
export function plannedStacks(checkout: string): { readonly isMet: boolean; readonly text: string }[] {
  return planned.flatMap((each) => {
    planOf(each, checkout);
    const cost = median(Array.from({ length: rounds }, () => planOf(each, checkout)));
    return each.goals.map(({ says, of, most }) => {
      const isMet = cost[of] <= most;
      const figures = `${cost.wall.toFixed(2)} s, ${cost.cpu.toFixed(2)} s, ${cost.memory.toFixed(0)} MB`;
      return { isMet, text: `plan --stack ${each.stack}: ${figures}; ${says}: ${isMet ? 'met' : 'NOT MET'}\n` };
    });
  });
}
