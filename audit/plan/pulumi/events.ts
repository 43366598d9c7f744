/**
 * Events of the engine: an event log, the streaming form of `--json`, or the answer of the REST interface. Unlike the
 * digest they show drift, default providers and which policy packs ran.
 */
import type { Json } from '../../../estate/index.ts';
import type { Told } from '../told.ts';
import { EventFold, type Placed } from './eventFold.ts';
import type { At } from '../shapes.ts';
import { Telling } from './telling.ts';
import { isSaid, isTable, type JsonTable } from './tree.ts';

export class Events {
  readonly telling: Telling;
  readonly #fold = new EventFold();
  #errors = 0;
  #summary: JsonTable | undefined;

  constructor(input: string) {
    this.telling = new Telling(input);
  }

  *event(value: Json, at: At, path: Placed['path']): Generator<Told> {
    if (!isTable(value)) yield this.telling.problem('plan-shape', at, path, { expected: 'table' });
    for (const [name, body] of Object.entries(isTable(value) ? value : {})) {
      const isEvent = name.endsWith('Event') && body !== null;
      if (isTable(body)) yield* this.#part(name, body, at, [...path, name]);
      else if (isEvent) yield this.telling.problem('plan-shape', at, [...path, name], { expected: 'table' });
    }
  }

  /** Events that are not named here say nothing of resources; those of tomorrow are passed over, as the engine asks. */
  *#part(name: string, body: JsonTable, at: At, path: Placed['path']): Generator<Told> {
    const metadata = isTable(body['metadata']) ? body['metadata'] : {};
    if (name === 'preludeEvent') yield* this.telling.settings(body['config']);
    else if (name === 'errorEvent') this.#errors += 1;
    else if (name === 'diagnosticEvent' && body['severity'] === 'error') this.#errors += 1;
    else if (name === 'resourcePreEvent')
      yield* this.#checked(metadata, at, path, () => this.#fold.announced(metadata, at, path));
    else if (name === 'resOutputsEvent') yield* this.#done(metadata, at, path);
    else if (name === 'resOpFailedEvent') yield* this.#failed(metadata, at, path);
    else if (name === 'summaryEvent') yield* this.#ended(body);
  }

  *#checked(metadata: JsonTable, at: At, path: Placed['path'], take: () => void): Generator<Told> {
    const isNamed = typeof metadata['op'] === 'string' && typeof metadata['urn'] === 'string';
    if (isNamed) take();
    else yield this.telling.problem('plan-shape', at, [...path, 'metadata', 'urn'], { expected: 'text' });
  }

  *#done(metadata: JsonTable, at: At, path: Placed['path']): Generator<Told> {
    let done: Placed | undefined;
    yield* this.#checked(metadata, at, path, () => {
      done = this.#fold.done(metadata, at, path);
    });
    if (done !== undefined) yield* this.#tell(done);
  }

  *#failed(metadata: JsonTable, at: At, path: Placed['path']): Generator<Told> {
    const { urn, op } = metadata;
    const values = { address: typeof urn === 'string' ? urn : '', operation: typeof op === 'string' ? op : '' };
    yield this.telling.short('operation-failed', values);
    yield* this.#checked(metadata, at, path, () => this.#fold.failed(metadata, at, path));
  }

  *#ended(summary: JsonTable): Generator<Told> {
    this.#summary = summary;
    if ((summary['result'] ?? 'succeeded') !== 'succeeded') yield this.telling.short('errored');
    if (isSaid(summary['maybeCorrupt'])) yield this.telling.short('maybe-corrupt');
    const packs = summary['PolicyPacks'] ?? summary['policyPacks'];
    for (const [pack, version] of Object.entries(isTable(packs) ? packs : {})) {
      // `<pack>|local|<folder>`: the folder names a machine.
      const [name = pack] = pack.split('|');
      const said = typeof version === 'string' ? version : '';
      yield { tell: 'pack', input: this.telling.input, name, version: said };
    }
  }

  #tell({ step, at, path }: Placed): Generator<Told> {
    return this.telling.step(step, at, path);
  }

  *end(isTorn: boolean): Generator<Told> {
    for (const waiting of this.#fold.rest()) yield* this.#tell(waiting);
    if (this.#errors > 0) yield this.telling.short('diagnostics', { errors: this.#errors });
    if (this.#summary === undefined && !isTorn) yield this.telling.short('incomplete');
    yield* this.telling.end(this.#summary?.['resourceChanges'], this.#summary !== undefined);
  }
}
