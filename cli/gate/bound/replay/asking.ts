/** Puts sealed questions to the module of this version, and to the bundles that are about to be released. */
import { CloisonFault } from '../../../../estate/index.ts';
import type { Bundle, Engine, Judged } from '../../../../policies/index.ts';

export interface AskedAgain {
  readonly judged: readonly Judged[];
  /** Questions of a form that this version does not take. */
  readonly refused: number;
}

/** A question that is refused loses its answer, and is counted: it is never taken for one that did not change. */
export function ourAnswers(engine: Engine, asked: readonly Judged[]): AskedAgain & { readonly put: readonly Judged[] } {
  const judged: Judged[] = [];
  const put: Judged[] = [];
  for (const each of asked) {
    try {
      judged.push({ question: each.question, answer: engine.decide(each.question) });
      put.push(each);
    } catch (cause) {
      if (!(cause instanceof CloisonFault)) throw cause;
    }
  }
  return { judged, put, refused: asked.length - judged.length };
}

/** Each answers what a control of it is due to answer; what fails or comes late is unknown. */
export async function ownAnswers(bundles: readonly Bundle[], asked: readonly Judged[]): Promise<Judged[]> {
  const all: Judged[] = [];
  for (const bundle of bundles) all.push(...(await bundle.decideAll(asked)));
  return all;
}
