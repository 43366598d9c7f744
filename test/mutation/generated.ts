/** Questions nobody wrote: the changes of two rows of one base, put together. The seed is fixed, so a run can be repeated. */
import type { Question } from '../../policies/index.ts';
import { questionOf, type Row } from '../policies/rows.ts';

/** A linear congruential generator: tests need repeatable choices, not unguessable ones. */
function choices(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Both changes on one question, the second over the first; a change under something that the other left out is skipped. */
function joined(one: Row, other: Row): Question | undefined {
  try {
    return questionOf(one.base, { ...one.changes, ...other.changes });
  } catch {
    return undefined;
  }
}

/** At most `most` questions that pair a row of `own` with a row of `all` on the same base; pairs repeat nowhere. */
export function pairs(own: readonly Row[], all: readonly Row[], most: number, seed = 20240726): Question[] {
  const possible = own.flatMap((one) =>
    all.flatMap((other) => (other.base === one.base && other !== one ? [[one, other] as const] : [])),
  );
  const pick = choices(seed);
  for (let at = possible.length - 1; at > 0; at -= 1) {
    const other = pick(at + 1);
    [possible[at], possible[other]] = [possible[other]!, possible[at]!];
  }
  const questions = possible.slice(0, most).flatMap(([one, other]) => joined(one, other) ?? []);
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}
