/**
 * The gate's part of the demonstration: both stacks of the sample estate planned now, their plans judged as one change, and
 * judged again after one bucket was moved abroad in the plan, as a change of two lines in a program would move it.
 */
import { join } from 'node:path';
import { planStack, Unplannable, type PlannedStack } from '../../infra/engine/index.ts';
import { gate } from '../commands/gate.ts';
import type { Context } from '../context.ts';
import { makeFolder, writeOut } from '../write.ts';

type PlanDocument = PlannedStack['document'];

/** Where protected data of the sample may never lie. */
const abroad = {
  bucket: 'accreditation',
  place: 'oss-abroad',
  endpoint: 'https://oss-abroad.estuaire.example',
  region: 'ap-southeast-1',
};

/** Milliseconds: a machine that needs longer is not the reader's. */
const patience = 300_000;

function moved(document: PlanDocument): PlanDocument {
  const { bucket, endpoint, region } = abroad;
  const steps = document.steps.map((step) => {
    const inputs = step.newState?.['inputs'] as { readonly bucket?: unknown } | undefined;
    return inputs?.bucket === bucket
      ? { ...step, newState: { ...step.newState, inputs: { ...inputs, endpoint, region } } }
      : step;
  });
  return { ...document, steps };
}

async function planned(project: string, { edge, err }: Context): Promise<readonly PlannedStack[]> {
  const limits = {
    timeout: patience,
    signal: edge.signal,
    env: edge.env,
    printed: (line: string) => err.line({ text: line, style: 'dim' }),
  };
  // The public stack refers to the private one, which is planned in the same run.
  const last = await planStack({ project, stack: 'public', exports: [], clock: edge.clock, limits });
  return [...last.siblings, last];
}

export interface DemoGround {
  /** Folder of the project with the stacks. */
  readonly project: string;
  readonly estate: string;
  readonly trust: string;
  /** Where the plans are left. */
  readonly folder: string;
  readonly step: (id: string) => void;
}

/** Exit codes of the change as it is and of the moved one; undefined where Pulumi's SDK or the program of the stacks is not there, which is said. */
export async function demoGate(
  ground: DemoGround,
  context: Context,
): Promise<{ good: number; bad: number } | undefined> {
  const { estate, trust, folder, step } = ground;
  const { out, say, edge } = context;
  step('plan');
  let stacks: readonly PlannedStack[];
  try {
    stacks = await planned(ground.project, context);
  } catch (cause) {
    const code = cause instanceof Unplannable ? cause.code : undefined;
    // An installed package holds the sample estate, and no program of stacks.
    if (code !== 'sdk-missing' && code !== 'project-missing') throw cause;
    out.line(say(code === 'sdk-missing' ? 'unplannable.sdk-missing' : 'demo.no-stacks'), 2);
    return undefined;
  }
  await makeFolder(edge, folder);
  const write = async (name: string, document: PlanDocument) => {
    const path = join(folder, `${name}.json`);
    await writeOut(edge, path, [JSON.stringify(document, null, 2), '\n'], { mode: 0o600 });
    return path;
  };
  const inputs: string[] = [];
  for (const { stack, project, document } of stacks) {
    const counts = { create: document.changeSummary.create ?? 0, change: 0, delete: 0, same: 0 };
    out.line(say('plan.head', { stack, project, ...counts }), 2);
    inputs.push(await write(stack, document));
  }
  step('gate');
  const good = await gate({ inputs, estate, trust }, context);
  step('moved');
  out.line(say('demo.moved', abroad), 2);
  out.line();
  const bad = await gate({ inputs: [await write('moved', moved(stacks[0]!.document))], estate, trust }, context);
  return { good, bad };
}
