/**
 * A state: `pulumi stack export` (`{version, deployment}`) or a file of a backend (`{version, checkpoint: {latest}}`, and
 * very old `{target, latest}`). Everything in it is there already and is judged as it is.
 */
import type { Json } from '../../../estate/index.ts';
import { each, readJson } from '../json/door.ts';
import { refusedInPulumi } from '../judgeKeys.ts';
import type { Head, PlanReader } from '../reader.ts';
import type { PlanInput, Told } from '../told.ts';
import { Shapes, type At } from '../shapes.ts';
import { announced, Telling } from './telling.ts';
import { isTable } from './tree.ts';

/** 4 is 3 with features named; 1 and 2 were written before 2019. */
const versions = new Set<Json>([3, 4]);
const deployments = [['deployment'], ['checkpoint', 'latest'], ['latest']];
const parts = [
  ['resources', each],
  ['pending_operations', each],
  ['metadata', 'integrity_error'],
];
const wanted = [
  ['version'],
  ['config'],
  ['checkpoint', 'config'],
  ...deployments.flatMap((deployment) => parts.map((part) => [...deployment, ...part])),
];

const lists: ReadonlySet<unknown> = new Set(['resources', 'pending_operations']);

type Path = readonly (string | number)[];

function opOf(state: Readonly<Record<string, Json>>): string {
  if (state['delete'] === true) return 'delete';
  return state['external'] === true ? 'read' : 'same';
}

function* resource(telling: Telling, value: Json, at: At, path: Path): Generator<Told> {
  const shapes = new Shapes(telling.input, at, path);
  const state = shapes.table(value);
  const urn = shapes.needed(state?.['urn'], 'urn');
  for (const problem of shapes.problems) yield { tell: 'problem', problem };
  if (state === undefined || urn === undefined) return;
  yield* telling.step({ op: opOf(state), urn, before: value, after: value, sides: [[], []] }, at, path);
  const errors = shapes.list(state['initErrors'], 'initErrors').length;
  if (errors > 0) yield telling.short('operation-failed', { address: urn, operation: 'create' });
}

/** Begun and never ended. A creation may have made something that no list of resources holds. */
function* pending(telling: Telling, value: Json, at: At, path: Path): Generator<Told> {
  const operation = isTable(value) ? value['type'] : undefined;
  const state = isTable(value) ? value['resource'] : undefined;
  const urn = isTable(state) ? state['urn'] : undefined;
  if (typeof urn !== 'string') {
    yield telling.problem('plan-shape', at, [...path, 'resource', 'urn'], { expected: 'text' });
    return;
  }
  yield telling.short('pending-operations', {
    address: urn,
    operation: typeof operation === 'string' ? operation : '',
  });
  if (operation !== 'creating') return;
  yield* telling.step({ op: 'create', urn, before: undefined, after: state, sides: [[], ['resource']] }, at, path);
}

/** The engine found its own state broken, and wrote it down. */
function* integrity(telling: Telling, value: Json): Generator<Told> {
  if (value !== null) yield telling.short('maybe-corrupt');
}

async function* toldOf(input: PlanInput, signal: AbortSignal): AsyncGenerator<Told> {
  const telling = new Telling(input.name);
  let version: { readonly value: Json; readonly at: At } | undefined;
  let isOldest = false;
  for await (const told of readJson(input.bytes, { file: input.name, wanted, refused: refusedInPulumi })) {
    if (signal.aborted) return;
    if (told.tell === 'problem') yield told;
    if (told.tell !== 'value' && told.tell !== 'open') continue;
    if (told.tell === 'open') {
      const expected = lists.has(told.path.at(-1)) ? 'list' : 'table';
      if ((told.kind === 'array') !== (expected === 'list'))
        yield telling.problem('plan-shape', told.at, told.path, { expected });
      else isOldest ||= told.path[0] === 'latest';
      continue;
    }
    isOldest ||= told.path[0] === 'latest';
    const { path, value, at } = told;
    const name = path.at(-1);
    if (path[0] === 'version') version = { value, at };
    else if (name === 'config') yield* telling.settings(value);
    else if (name === 'integrity_error') yield* integrity(telling, value);
    else if (path.at(-2) === 'resources') yield* resource(telling, value, at, path);
    else if (path.at(-2) === 'pending_operations') yield* pending(telling, value, at, path);
    else if (value !== null) yield telling.problem('plan-shape', at, path, { expected: 'list' });
  }
  const isKnown = version === undefined ? isOldest : versions.has(version.value);
  if (!isKnown)
    yield telling.problem('plan-version', version?.at ?? { line: 0, column: 0 }, ['version'], said(version?.value));
  yield* telling.end(undefined);
}

const said = (version: Json | undefined) => ({ version: typeof version === 'number' ? version : '?' });

export const pulumiExport: PlanReader = {
  kind: 'pulumi-export',
  claims: ({ shape, keys }: Head) =>
    shape === 'object' &&
    ((keys.has('version') && (keys.has('deployment') || keys.has('checkpoint'))) ||
      keys.has('deployment') ||
      keys.has('checkpoint') ||
      (keys.has('target') && keys.has('latest'))),
  read: (input, signal) => announced(input.name, 'pulumi-export', toldOf(input, signal)),
};
