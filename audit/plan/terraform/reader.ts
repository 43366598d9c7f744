/**
 * `terraform show -json` of a plan, and OpenTofu's: formats 0.1 to 1.x, of which each minor version only adds. Terraform
 * writes its configuration behind its changes: who serves a resource and what it cites is told at the end, as links.
 */
import { each, readJsonPortions, type JsonTold } from '../json/door.ts';
import { refusedInTerraform } from '../judgeKeys.ts';
import type { Head, PlanReader } from '../reader.ts';
import type { PlanInput, Told } from '../told.ts';
import { valuesIn } from './change.ts';
import { isTable } from './leaves.ts';
import { peeked } from './peek.ts';
import { Publishers } from './publishers.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import { Telling } from './telling.ts';

const kind = 'terraform-plan';
/** Smaller inputs are held, so that a plan of planned values alone can be read; no tool writes a larger one. */
const small = 1024 * 1024;

const changes = [
  ['format_version'],
  ['errored'],
  ['complete'],
  ['applyable'],
  ['variables'],
  ['timestamp'],
  ['resource_changes', each],
  ['deferred_changes', each],
  ['action_invocations', each],
  ['deferred_action_invocations', each],
  ['configuration', 'provider_config'],
  ['configuration', 'root_module', 'resources', each],
  ['configuration', 'root_module', 'module_calls', each],
  ['configuration', 'root_module', 'variables'],
  ['configuration', 'root_module', 'outputs'],
];
const values = ['planned_values', 'root_module'];

/** Links are told so many at a time. */
const atOnce = 2000;

async function* plan(
  input: PlanInput,
  signal: AbortSignal,
  snapshots: readonly Snapshot[] = [],
): AsyncGenerator<readonly Told[]> {
  yield [{ tell: 'input', input: input.name, kind }];
  const telling = new Telling(input.name, snapshots);
  const publishers = new Publishers(input.name);
  const { bytes, isWhole } = await peeked(input.bytes, small);
  const wanted = isWhole ? [...changes, values] : changes;
  for await (const tells of readJsonPortions(bytes, { file: input.name, wanted, refused: refusedInTerraform })) {
    if (signal.aborted) return;
    const all: Told[] = [];
    for (const json of tells) take(json, telling, publishers, all);
    yield all;
    // What stands behind is not read: to say what is missing would blame the plan for it.
    if (all.some((told) => told.tell === 'problem' && told.problem.code === 'plan-json')) return;
  }
  if (!telling.hasChanges && telling.values !== undefined)
    for (const [resource] of valuesIn(telling.values.value, [])) publishers.see(resource);
  const { madeAt } = telling.configuration;
  if (madeAt !== undefined) yield [{ tell: 'made', input: input.name, at: madeAt }];
  let all: Told[] = [...publishers.told(telling.configuration)];
  for (const told of telling.end())
    if (all.push(told) === atOnce) {
      yield all;
      all = [];
    }
  yield [...all, ...telling.configuration.provisioners.told(input.name)];
}

function take(told: JsonTold, telling: Telling, publishers: Publishers, all: Told[]): void {
  if (told.tell === 'problem') all.push(told);
  if (told.tell === 'open') all.push(...telling.opens(told.path, told.kind, told.at));
  if (told.tell !== 'value') return;
  const { path, value, at } = told;
  const [top, second, third] = path;
  switch (String(top)) {
    case 'resource_changes':
    case 'deferred_changes':
      publishers.see(isTable(value) ? (value['resource_change'] ?? value) : value);
      if (typeof second === 'number') telling.change(value, at, path, all);
      else if (path.length === 1 && value !== null) all.push(telling.misshapen('list', at, path));
      return;
    case 'action_invocations':
    case 'deferred_action_invocations':
      if (typeof second === 'number') telling.actions += 1;
      return;
    case 'planned_values':
      telling.values = { value, at };
      return;
    case 'configuration':
      // Of a module that is none, whatever it would say of places and rights would be missed without a word.
      if (path.length < 5 && value !== null && !isTable(value))
        all.push(telling.misshapen(third === 'resources' && path.length === 3 ? 'list' : 'table', at, path));
      if (second === 'provider_config') publishers.configured(value);
      if (second === 'provider_config' && isTable(value)) telling.configuration.providers = value;
      else if (third === 'resources' && path.length === 4) telling.configuration.resource(value);
      else if (third === 'module_calls' && path.length === 4) telling.configuration.call(String(path[3]), value);
      else if (third === 'variables' || third === 'outputs') telling.configuration.root(third, value);
      return;
    case 'format_version':
      all.push(...telling.version(value, at));
      return;
    case 'variables':
      telling.variables(value);
      return;
    case 'timestamp':
      if (typeof value === 'string') telling.configuration.madeAt = value;
      return;
    default:
      all.push(...telling.fact(String(top), value, at));
  }
}

/** A state has `values` instead, and a state file no format. */
const isPlan = (keys: ReadonlySet<string>): boolean =>
  keys.has('resource_changes') ||
  keys.has('planned_values') ||
  (keys.has('format_version') && keys.has('terraform_version'));

export const terraformPlan: PlanReader = {
  kind,
  claims: ({ shape, keys }: Head) => shape === 'object' && isPlan(keys),
  read: plan,
};
