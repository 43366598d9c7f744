/**
 * `pulumi preview --json`: one digest. It leaves out default providers, policies, and unless `--show-sames` was given
 * whatever does not change.
 */
import type { Json } from '../../../estate/index.ts';
import { each } from '../json/door.ts';
import { refusedInPulumi } from '../judgeKeys.ts';
import type { Head, PlanReader } from '../reader.ts';
import type { PlanInput, Told } from '../told.ts';
import { inParts } from './parts.ts';
import { Replacements } from './replacements.ts';
import type { Step } from './resource.ts';
import { Shapes, type At } from '../shapes.ts';
import { announced, Telling } from './telling.ts';
import { isSaid, isTable } from './tree.ts';

const members = ['config', 'steps', 'diagnostics', 'duration', 'changeSummary', 'maybeCorrupt'];
const telltales = ['steps', 'diagnostics', 'changeSummary'];
const wanted = [['config'], ['steps', each], ['diagnostics', each], ['changeSummary'], ['maybeCorrupt']];

interface Document {
  readonly telling: Telling;
  readonly replacements: Replacements;
}

function* stepTold(
  { telling, replacements }: Document,
  value: Json,
  at: At,
  path: readonly (string | number)[],
): Generator<Told> {
  const shapes = new Shapes(telling.input, at, path);
  const step = shapes.table(value);
  const op = shapes.needed(step?.['op'], 'op');
  const urn = shapes.needed(step?.['urn'], 'urn');
  for (const problem of shapes.problems) yield { tell: 'problem', problem };
  if (step === undefined || op === undefined || urn === undefined) return;
  const { provider } = step;
  const [before, after] = [step['oldState'] ?? undefined, step['newState'] ?? undefined];
  const read: Step = { op, urn, before, after, provider, sides: [['oldState'], ['newState']] };
  if (!replacements.takes({ step: read, at, path })) yield* telling.step(read, at, path);
}

async function* digest(input: PlanInput, signal: AbortSignal): AsyncGenerator<Told> {
  const telling = new Telling(input.name);
  const replacements = new Replacements();
  let errors = 0;
  let summary: Json | undefined;
  const isWhole = yield* inParts(input, wanted, signal, function* take({ path, value, at }) {
    if (path[0] === 'config') yield* telling.settings(value);
    else if (path[0] === 'changeSummary') summary = value;
    else if (path[0] === 'maybeCorrupt' && isSaid(value)) yield telling.short('maybe-corrupt');
    else if (path[0] === 'diagnostics' && isTable(value) && value['severity'] === 'error') errors += 1;
    else if (path[0] === 'steps' && path.length === 2) yield* stepTold({ telling, replacements }, value, at, path);
    else if (path[0] === 'steps' && value !== null) yield telling.problem('plan-shape', at, path, { expected: 'list' });
  });
  if (!isWhole) return;
  for (const { step, at, path } of replacements.rest()) yield* telling.step(step, at, path);
  if (errors > 0) yield telling.short('diagnostics', { errors });
  else if (!isTable(summary)) yield telling.short('incomplete');
  yield* telling.end(summary);
}

export const pulumiPreview: PlanReader = {
  kind: 'pulumi-preview',
  claims: ({ shape, keys }: Head) =>
    shape === 'object' &&
    telltales.some((key) => keys.has(key)) &&
    [...keys].every((key) => members.includes(key) || refusedInPulumi.has(key)),
  read: (input, signal) => announced(input.name, 'pulumi-preview', digest(input, signal)),
};
