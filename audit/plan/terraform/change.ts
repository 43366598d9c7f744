/** One resource of a plan, in the words of the gate. */
import type { Json } from '../../../estate/index.ts';
import type { Shapes } from '../shapes.ts';
import type { Operation, Planned } from '../told.ts';
import { moduleOf, withoutKeys, type Instance } from './addresses.ts';
import { isTable, side, type Table } from './leaves.ts';

/** By the actions in alphabetical order: which of the two of a replacement comes first says nothing about what will be. */
const operations: Readonly<Record<string, Operation>> = {
  'no-op': 'same',
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'delete',
  forget: 'forget',
  'create,delete': 'replace',
  'create,forget': 'replace',
};

const masks = ['after_unknown', 'before_sensitive', 'after_sensitive'] as const;

export interface Read {
  readonly planned: Planned;
  readonly instance: Instance;
  /** Address in the configuration. */
  readonly configured: string;
  /** Actions that this version has no word for; what they would do is judged as a change. */
  readonly strange: string | undefined;
  /** Not even which properties it will have is known. */
  readonly isDark: boolean;
}

interface Named {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly mode: string;
  readonly module: string;
  readonly key: string;
}

/** An empty text names nothing: it is refused where it stands, and not where a subject would be made of it. */
function namedIn(table: Table, shapes: Shapes): Named | undefined {
  const needed = (name: string) => shapes.needed(table[name] === '' ? 0 : table[name], name);
  const [address, type, name, mode] = [needed('address'), needed('type'), needed('name'), needed('mode')];
  const module = shapes.text(table['module_address'], 'module_address') ?? '';
  if (address === undefined || type === undefined || name === undefined || mode === undefined) return undefined;
  const index = table['index'];
  const key = typeof index === 'string' || typeof index === 'number' ? `[${JSON.stringify(index)}]` : '';
  return { address, type, name, mode, module, key };
}

function read(
  input: string,
  named: Named,
  told: Pick<Planned, 'operation' | 'before' | 'after' | 'leavesBehind'>,
  suffix = '',
): Omit<Read, 'strange' | 'isDark'> {
  const { address, type, name, mode, module, key } = named;
  const configured = `${module === '' ? '' : `${withoutKeys(module)}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  return {
    planned: {
      input,
      tool: 'terraform',
      address: `${address}${suffix}`,
      type,
      name,
      ...told,
      provider: undefined,
      references: {},
    },
    instance: { address, module, key },
    // Mostly they are one text: it is kept once.
    configured: configured === address ? address : configured,
  };
}

/** What will be gone has nothing that will be; only a data source is read, and nothing else is done with one. */
function contradict(operation: Operation | undefined, mode: string, hasAfter: boolean): boolean {
  if (mode === 'data') return operation !== 'read' && operation !== 'same';
  return operation === 'read' || ((operation === 'delete' || operation === 'forget') && hasAfter);
}

function actionsOf(said: Json | undefined, shapes: Shapes): string {
  // All but replacements are one.
  if (Array.isArray(said) && said.length === 1 && typeof said[0] === 'string') return said[0];
  return shapes
    .texts(said ?? 0, 'change', 'actions')
    .toSorted()
    .join(',');
}

/** Undefined after complaining to `shapes`. */
export function changeOf(input: string, value: Json, shapes: Shapes): Read | undefined {
  const table = shapes.table(value);
  const change = shapes.table(table?.['change'] ?? 0, 'change');
  const named = table && namedIn(table, shapes);
  if (named === undefined || change === undefined) return undefined;
  const actions = actionsOf(change['actions'], shapes);
  const before = shapes.table(change['before'], 'change', 'before');
  const after = shapes.table(change['after'], 'change', 'after');
  for (const mask of masks) if (typeof change[mask] !== 'boolean') shapes.table(change[mask], 'change', mask);
  if (shapes.problems.length > 0) return undefined;
  const known = Object.hasOwn(operations, actions) ? operations[actions] : undefined;
  const isContrary = contradict(known, named.mode, after !== undefined);
  const operation = isContrary ? 'update' : named.mode === 'data' ? 'read' : (known ?? 'update');
  const isGone = operation === 'delete' || operation === 'forget';
  // A second object under one address: what a broken replacement left behind, to be deleted.
  const deposed = typeof table?.['deposed'] === 'string' ? ` (deposed ${table['deposed']})` : '';
  const told = {
    operation,
    before: side(before, undefined, change['before_sensitive']),
    after: isGone ? undefined : side(after, change['after_unknown'], change['after_sensitive']),
    ...(actions === 'create,forget' ? { leavesBehind: true as const } : {}),
  };
  return {
    ...read(input, named, told, deposed),
    strange: known === undefined || isContrary ? actions : undefined,
    isDark: !isGone && (change['after_unknown'] === true || (after === undefined && operation !== 'same')),
  };
}

/** A resource of `planned_values`: what will be, and nothing of what was, nor of what nobody knows yet. */
export function valueOf(input: string, value: Json, shapes: Shapes): Read | undefined {
  const table = shapes.table(value ?? 0);
  const address = shapes.needed(table?.['address'], 'address');
  const named = table && namedIn({ ...table, module_address: moduleOf(address ?? '') }, shapes);
  const values = shapes.table(table?.['values'], 'values');
  if (named === undefined || shapes.problems.length > 0) return undefined;
  const operation = named.mode === 'data' ? 'read' : 'create';
  const after = side(values ?? {}, undefined, table?.['sensitive_values']);
  return { ...read(input, named, { operation, before: undefined, after }), strange: undefined, isDark: false };
}

/** Resources of a module of `planned_values` and of those below it, each with its path. */
export function* valuesIn(
  module: Json,
  path: readonly (string | number)[],
): Generator<readonly [Json, (string | number)[]]> {
  if (!isTable(module)) return;
  const { resources, child_modules: below } = module;
  if (Array.isArray(resources))
    for (const [at, one] of resources.entries()) yield [one as Json, [...path, 'resources', at]];
  if (Array.isArray(below))
    for (const [at, one] of below.entries()) yield* valuesIn(one as Json, [...path, 'child_modules', at]);
}
