/**
 * `pulumi preview --save-plan`: what `up --plan` will hold to, every resource with its goal, default providers among them.
 * Goals are differences of inputs; `state` holds the outputs foreseen, so that what a change leaves alone is told too.
 */
import type { Json } from '../../../estate/index.ts';
import { each } from '../json/door.ts';
import { refusedInPulumi } from '../judgeKeys.ts';
import type { Head, PlanReader } from '../reader.ts';
import type { PlanInput, Told } from '../told.ts';
import { Shapes, type At } from '../shapes.ts';
import { inParts } from './parts.ts';
import { announced, Telling } from './telling.ts';
import { type JsonTable } from './tree.ts';

const wanted = [['config'], ['resourcePlans', each]];

/** A replacement is three steps; everything else is one. */
function opOf(steps: readonly string[]): string {
  if (steps.some((op) => op.endsWith('replacement') || op.endsWith('replace') || op === 'delete-replaced')) {
    return steps.some((op) => op.startsWith('read')) ? 'read-replacement' : 'replace';
  }
  return steps.at(-1) ?? '';
}

/** The goal in the form of a state. */
function stateOfGoal(goal: JsonTable, outputs: JsonTable, shapes: Shapes): JsonTable {
  const difference = shapes.table(goal['inputDiff'], 'goal', 'inputDiff') ?? {};
  const adds = shapes.table(difference['adds'], 'goal', 'inputDiff', 'adds') ?? {};
  const updates = shapes.table(difference['updates'], 'goal', 'inputDiff', 'updates') ?? {};
  const deletes = new Set(shapes.texts(difference['deletes'], 'goal', 'inputDiff', 'deletes'));
  const left = Object.fromEntries(Object.entries(outputs).filter(([name]) => !deletes.has(name)));
  return { ...goal, inputs: { ...adds, ...updates }, outputs: left };
}

function* resource(telling: Telling, value: Json, at: At, path: readonly (string | number)[]): Generator<Told> {
  const shapes = new Shapes(telling.input, at, path);
  const plan = shapes.table(value) ?? {};
  const goal = shapes.table(plan['goal'], 'goal');
  const outputs = shapes.table(plan['state'], 'state') ?? {};
  const op = opOf(shapes.texts(plan['steps'], 'steps'));
  const goalState = goal && stateOfGoal(goal, outputs, shapes);
  for (const problem of shapes.problems) yield { tell: 'problem', problem };
  const before = goal === undefined || op === 'same' ? (goalState ?? { outputs }) : undefined;
  yield* telling.step({ op, urn: String(path[1]), before, after: goalState, sides: [[], ['goal']] }, at, path);
}

async function* toldOf(input: PlanInput, signal: AbortSignal): AsyncGenerator<Told> {
  const telling = new Telling(input.name);
  const isWhole = yield* inParts(input, wanted, signal, function* take({ path, value, at }) {
    if (path[0] === 'config') yield* telling.settings(value);
    else if (path.length === 2) yield* resource(telling, value, at, path);
    else yield telling.problem('plan-shape', at, path, { expected: 'table' });
  });
  if (isWhole) yield* telling.end(undefined);
}

export const pulumiPlan: PlanReader = {
  kind: 'pulumi-plan',
  claims: ({ shape, keys }: Head) =>
    shape === 'object' && keys.has('resourcePlans') && !keys.has('steps') && isBare(keys),
  read: (input, signal) => announced(input.name, 'pulumi-plan', toldOf(input, signal)),
};

const isBare = (keys: ReadonlySet<string>): boolean =>
  [...keys].every((key) => ['manifest', 'config', 'resourcePlans'].includes(key) || refusedInPulumi.has(key));
