/**
 * Events → steps. A resource is announced (`resourcePreEvent`) and told again with its outputs; a component twice; a
 * replacement in up to three steps; a refresh comes before the step proper. Whatever may still change waits.
 */
import type { Json } from '../../../estate/index.ts';
import { partsOfReplacement } from './operations.ts';
import type { Step } from './resource.ts';
import type { At } from '../shapes.ts';
import { isTable, type JsonTable } from './tree.ts';

export interface Placed {
  readonly step: Step;
  readonly at: At;
  readonly path: readonly (string | number)[];
}

interface Waiting extends Placed {
  readonly isRefresh: boolean;
}

/** A side that is null is not there; the engine leaves `custom` out of a component. What is no flag is told as such later. */
function present(value: Json | undefined): Json | undefined {
  return isTable(value) ? { ...value, custom: value['custom'] ?? false } : (value ?? undefined);
}

export function stepOfMetadata(metadata: JsonTable, isFound: boolean): Step | undefined {
  const { op, urn, provider } = metadata;
  if (typeof op !== 'string' || typeof urn !== 'string') return undefined;
  const [before, after] = [present(metadata['old']), present(metadata['new'])];
  return {
    op,
    urn,
    before,
    after,
    provider,
    sides: [
      ['metadata', 'old'],
      ['metadata', 'new'],
    ],
    isFound,
  };
}

const replaces = (op: string): boolean => op === 'replace' || partsOfReplacement.has(op);
const isComponent = ({ after, before }: Step): boolean => {
  const state = after ?? before;
  return isTable(state) && state['custom'] !== true;
};

export class EventFold {
  readonly #waiting = new Map<string, Waiting>();

  #replacement({ step, at, path }: Placed): void {
    const known = this.#waiting.get(step.urn)?.step;
    const op = step.op.startsWith('read') || step.op.startsWith('discard') ? 'read-replacement' : 'replace';
    // The step of a deletion has no new side, and that of a creation need not have an old one.
    const joined = { ...step, op, before: step.before ?? known?.before, after: step.after ?? known?.after };
    this.#waiting.set(step.urn, { step: joined, at, path, isRefresh: false });
  }

  announced(metadata: JsonTable, at: At, path: Placed['path']): void {
    const step = stepOfMetadata(metadata, false);
    if (step === undefined) return;
    if (replaces(step.op)) this.#replacement({ step, at, path });
    else this.#waiting.set(step.urn, { step, at, path, isRefresh: step.op === 'refresh' });
  }

  /** The step, if nothing more will be said of it. */
  done(metadata: JsonTable, at: At, path: Placed['path']): Placed | undefined {
    const known = typeof metadata['urn'] === 'string' ? this.#waiting.get(metadata['urn']) : undefined;
    const isRefresh = known?.isRefresh === true;
    const step = stepOfMetadata(metadata, isRefresh);
    if (step === undefined) return undefined;
    if (replaces(step.op)) this.#replacement({ step, at, path });
    else if (isRefresh || isComponent(step)) this.#waiting.set(step.urn, { step, at, path, isRefresh });
    else {
      this.#waiting.delete(step.urn);
      return { step, at, path };
    }
    return undefined;
  }

  /** A failed operation may be told without ever having been announced. */
  failed(metadata: JsonTable, at: At, path: Placed['path']): void {
    const isKnown = typeof metadata['urn'] === 'string' && this.#waiting.has(metadata['urn']);
    if (!isKnown) this.announced(metadata, at, path);
  }

  rest(): Iterable<Placed> {
    return this.#waiting.values();
  }
}
