/** One object of the Kubernetes API → one resource of the gate; a list of them → all of its items. */
import type { Problem } from '../../../estate/index.ts';
import { unknownLeaf, type Planned, type Position, type Told, type Tree } from '../told.ts';
import { scopeOf, typeOf } from './scope.ts';
import { tableOf, veilObject, type Table } from './veil.ts';

/** Where an object was found, and what its stream says of all objects. */
export interface Found {
  readonly line: number;
  readonly column: number;
  /** JSON pointer, where lines do not tell objects apart. */
  readonly path: string;
  /** Where the object names none: `undefined` while only the release knows it. */
  readonly namespace: string | undefined;
}

export class Manifests {
  readonly #input: string;
  readonly #addresses = new Set<string>();
  #nameless = 0;

  constructor(input: string) {
    this.#input = input;
  }

  #problem(detail: string, found: Found): Told {
    return this.#refused('plan-manifest', { detail }, found);
  }

  #refused(code: string, values: Problem['values'], { line, column, path }: Found): Told {
    return { tell: 'problem', problem: { code, file: this.#input, line, column, path, values } };
  }

  torn(line: number): Told {
    return { tell: 'short', short: { input: this.#input, code: 'torn', values: { line } } };
  }

  /** A pipe has no file, and an absolute path names a machine. */
  #position({ line, column }: Found): Position | undefined {
    const isFile = this.#input !== '-' && line > 0 && !/^(?:[/\\]|[A-Za-z]:)/.test(this.#input);
    return isFile ? { file: this.#input, line, column } : undefined;
  }

  /**
   * `inherited`: what a typed list says of its items, which do not say it again; left out for a whole document. An empty
   * document is none; an empty item stands where something was.
   */
  *told(tree: Tree, found: Found, inherited?: Table): Generator<Told> {
    if (tree === null && inherited === undefined) return;
    const own = tableOf(tree);
    if (own === undefined) {
      yield this.#problem('table', found);
      return;
    }
    const object = { ...inherited, ...own };
    const { apiVersion, kind, items } = object;
    if (typeof kind !== 'string' || kind === '') yield this.#problem('kind', found);
    else if (typeof apiVersion !== 'string' || apiVersion === '') yield this.#problem('apiVersion', found);
    else if (apiVersion.startsWith('kustomize.config.k8s.io/')) yield this.#problem('kustomization', found);
    else if (kind !== 'List' && !(kind.endsWith('List') && Array.isArray(items)))
      yield* this.#object(object, typeOf(apiVersion, kind), found);
    else if (!Array.isArray(items)) yield this.#problem('items', found);
    // The caller unfolds what it knows the places of; what is left are lists in lists.
    else for (const item of items as readonly Tree[]) yield* this.told(item, found, itemsOf(apiVersion, kind));
  }

  #nameOf(metadata: Table): string | undefined {
    const { name, generateName } = metadata;
    if (typeof name === 'string' && name !== '') return name;
    if (typeof generateName !== 'string' || generateName === '') return undefined;
    this.#nameless += 1;
    return `${generateName}*${this.#nameless}`;
  }

  *#object(object: Table, type: string, found: Found): Generator<Told> {
    const metadata = tableOf(object['metadata']);
    const name = metadata && this.#nameOf(metadata);
    if (metadata === undefined || name === undefined) {
      yield this.#problem('name', found);
      return;
    }
    const said = metadata['namespace'];
    // `n` without quotes is no to YAML, and a namespace of that name is a text to whoever wrote it.
    if (typeof said === 'boolean') yield this.#problem('switch', found);
    else if (said !== undefined && said !== null && typeof said !== 'string') yield this.#problem('namespace', found);
    const scope = scopeOf(type);
    const written = typeof said === 'string' && said !== '' ? said : undefined;
    const namespace =
      scope === 'cluster' ? undefined : (written ?? (scope === 'namespace' ? found.namespace : undefined));
    const address = `${namespace ?? '_'}/${type}/${name}`;
    if (this.#addresses.has(address)) yield this.#refused('plan-duplicate', { address }, found);
    else
      yield {
        tell: 'resource',
        resource: this.#planned(object, metadata, { type, name, address, namespace, scope }, found),
      };
    this.#addresses.add(address);
  }

  #planned(object: Table, metadata: Table, { type, name, address, namespace, scope }: Named, found: Found): Planned {
    const isNamed = typeof metadata['name'] === 'string' && metadata['name'] !== '';
    const place = scope === 'namespace' ? { namespace: namespace ?? unknownLeaf } : {};
    const held: Table = { ...object, metadata: { ...metadata, ...place, ...(isNamed ? {} : { name: unknownLeaf }) } };
    const kept = veilObject(type, held);
    // What was read from a cluster is there already: a manifest that somebody writes has none of what a cluster adds, and
    // one of it alone is soon typed.
    const exists = ['uid', 'resourceVersion', 'creationTimestamp'].every(
      (field) => typeof metadata[field] === 'string' && metadata[field] !== '',
    );
    const position = this.#position(found);
    return {
      input: this.#input,
      tool: 'kubernetes',
      address,
      type,
      name,
      operation: exists ? 'same' : 'create',
      before: exists ? kept : undefined,
      after: kept,
      provider: undefined,
      references: {},
      ...(position === undefined ? {} : { position }),
    };
  }
}

interface Named {
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly namespace: string | undefined;
  readonly scope: 'cluster' | 'namespace' | 'unknown';
}

/** `PersistentVolumeClaimList` of `v1` holds claims of `v1`; a plain `List` says nothing of its items. */
export function itemsOf(apiVersion: string, kind: string): Table {
  return kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
}
