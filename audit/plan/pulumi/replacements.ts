/** `--show-replacement-steps` tells one replacement in up to three steps of one URN: they are one resource with both sides. */
import { partsOfReplacement } from './operations.ts';
import type { Step } from './resource.ts';
import type { At } from '../shapes.ts';

interface Placed {
  readonly step: Step;
  readonly at: At;
  readonly path: readonly (string | number)[];
}

export class Replacements {
  readonly #waiting = new Map<string, Placed & { readonly ops: readonly string[] }>();

  /** False for a step that is no part of a replacement, or one that stands twice: that is told as it is. */
  takes({ step, at, path }: Placed): boolean {
    const { op, urn } = step;
    if (op !== 'replace' && !partsOfReplacement.has(op)) return false;
    const known = this.#waiting.get(urn);
    if (known?.ops.includes(op) === true) return false;
    const ops = [...(known?.ops ?? []), op];
    // What is only read is not made; a replacement of which one step makes or deletes something is.
    const isRead = ops.every((one) => one === 'read-replacement' || one === 'discard-replaced');
    // The step of a deletion has no new side, and that of a creation need not have an old one.
    const before = step.before ?? known?.step.before;
    const after = step.after ?? known?.step.after;
    const provider = step.provider ?? known?.step.provider;
    const joined = { ...step, op: isRead ? 'read-replacement' : 'replace', before, after, provider };
    this.#waiting.set(urn, { step: joined, at: known?.at ?? at, path: known?.path ?? path, ops });
    return true;
  }

  rest(): Iterable<Placed> {
    return this.#waiting.values();
  }
}
