/** Takes the parts of a plan as they come and tells what they say; what needs all of them, at the end. */
import type { Json } from '../../../estate/index.ts';
import { planProblem, Shapes, type At } from '../shapes.ts';
import type { Told } from '../told.ts';
import { Instances, type Instance } from './addresses.ts';
import { changeOf, valueOf, valuesIn, type Read } from './change.ts';
import { Configuration } from './configuration.ts';
import { isTable } from './leaves.ts';
import { linksOf } from './linking.ts';
import { Completed } from './snapshot/completed.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

type Path = readonly (string | number)[];

export class Telling {
  readonly configuration = new Configuration();
  hasChanges = false;
  /** What runs beside the resources: a plan names it, and nobody can say what it does. */
  actions = 0;
  /** `planned_values.root_module`, where the input is small enough to hold it. */
  values: { readonly value: Json; readonly at: At } | undefined;
  readonly #input: string;
  readonly #instances = new Instances();
  /** What is deposed is nobody's sibling, but it has a provider. */
  readonly #deposed: (readonly [configured: string, instance: Instance])[] = [];
  #version: string | undefined;
  #facts: Readonly<Record<string, Json>> = {};
  #deferred = 0;
  #changing = 0;
  readonly #completed: Completed;

  /** `snapshots`: binary plans, of which one may be this plan's own. */
  constructor(input: string, snapshots: readonly Snapshot[] = []) {
    this.#input = input;
    this.#completed = new Completed(snapshots);
  }

  #short(code: string, values: Readonly<Record<string, string | number>> = {}): Told {
    return { tell: 'short', short: { input: this.#input, code, values } };
  }

  #problem(code: string, at: At | undefined, path: Path, values: Readonly<Record<string, string>> = {}): Told {
    const where = at === undefined ? { file: this.#input, path } : { file: this.#input, at, path };
    return { tell: 'problem', problem: planProblem(code, where, values) };
  }

  misshapen = (expected: string, at: At, path: Path): Told => this.#problem('plan-shape', at, path, { expected });

  *opens(path: Path, kind: 'array' | 'object', at: At): Generator<Told> {
    const isChanges = path[0] === 'resource_changes';
    if (isChanges) this.hasChanges = true;
    if (kind === 'object' && (isChanges || path[0] === 'deferred_changes')) yield this.misshapen('list', at, path);
    if (path[0] !== 'configuration') return;
    // A configuration that is none says nothing of places and rights: what it would say was never written.
    const expected = path[2] === 'resources' ? 'list' : 'table';
    if ((kind === 'array') !== (expected === 'list')) yield this.misshapen(expected, at, path);
  }

  variables(value: Json): void {
    if (isTable(value)) this.configuration.variables = value;
  }

  *version(value: Json, at: At): Generator<Told> {
    const path = ['format_version'];
    this.#version = typeof value === 'string' ? value : '?';
    if (typeof value !== 'string') yield this.#problem('plan-shape', at, path, { expected: 'text' });
    else if (!/^[01]\.[0-9]+$/.test(value))
      yield this.#problem('plan-version', at, path, { version: value.slice(0, 40) });
  }

  /** `errored`, `complete`, `applyable`: what is neither true nor false is a problem. */
  *fact(name: string, value: Json, at: At): Generator<Told> {
    if (typeof value !== 'boolean') yield this.#problem('plan-shape', at, [name], { expected: 'other' });
    this.#facts = { ...this.#facts, [name]: value };
  }

  /** Adds what it tells to `all`: a generator for each of a hundred thousand resources would be much of the work. */
  change(value: Json, at: At, path: Path, all: Told[]): void {
    const isDeferred = path[0] === 'deferred_changes';
    const shapes = new Shapes(this.#input, at, isDeferred ? [...path, 'resource_change'] : path);
    const change = isDeferred && isTable(value) ? (value['resource_change'] ?? 0) : value;
    if (isDeferred) this.#deferred += 1;
    this.#resource(changeOf(this.#input, change, shapes), shapes, { at, path }, all);
  }

  #resource(read: Read | undefined, shapes: Shapes, { at, path }: { at: At; path: Path }, all: Told[]): void {
    for (const problem of shapes.problems) all.push({ tell: 'problem', problem });
    if (read === undefined) return;
    const { planned, instance, configured, strange, isDark } = read;
    const { address } = planned;
    if (this.#instances.has(address)) {
      all.push(this.#problem('plan-duplicate', at, path, { address }));
      return;
    }
    if (address === instance.address) this.#instances.add(configured, instance);
    else {
      this.#instances.take(address);
      this.#deposed.push([configured, { ...instance, address }]);
    }
    this.#completed.see(planned);
    this.configuration.provisioners.touch(configured, planned.operation);
    if (planned.operation !== 'same' && planned.operation !== 'read') this.#changing += 1;
    if (strange !== undefined) all.push(this.#short('operation-unknown', { address, operation: strange }));
    if (isDark) all.push(this.#short('incomplete', { address }));
    all.push({ tell: 'resource', resource: planned });
  }

  *#planned(): Generator<Told> {
    const { value, at } = this.values!;
    const all: Told[] = [];
    let count = 0;
    for (const [resource, path] of valuesIn(value, ['planned_values', 'root_module'])) {
      const shapes = new Shapes(this.#input, at, path);
      this.#resource(valueOf(this.#input, resource, shapes), shapes, { at, path }, all);
      count += 1;
    }
    // Values alone leave out what is not known yet, as if it were not there.
    if (count > 0) all.push(this.#short('unknowns-left-out', { count }));
    yield* all;
  }

  *end(): Generator<Told> {
    if (this.#version === undefined) yield this.#problem('plan-version', undefined, [], { version: '?' });
    else if (!this.hasChanges) {
      if (this.values === undefined) yield this.#problem('plan-without-changes', undefined, []);
      else yield* this.#planned();
    }
    this.#completed.remove(this.configuration);
    const { errored, complete, applyable } = this.#facts;
    if (errored === true) yield this.#short('errored');
    else if (complete === false) yield this.#short('incomplete');
    if (this.#deferred > 0) yield this.#short('deferred', { count: this.#deferred });
    if (this.actions > 0) yield this.#short('actions-not-judged', { count: this.actions });
    if (applyable === false && errored !== true && this.#changing > 0) yield this.#short('not-applyable');
    yield* linksOf(this.#seen(), {
      input: this.#input,
      configuration: this.configuration,
      instances: this.#instances,
      completed: this.#completed,
    });
  }

  *#seen(): Generator<readonly [configured: string, instance: Instance]> {
    yield* this.#instances.all();
    yield* this.#deposed;
  }
}
