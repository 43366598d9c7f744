/** A document of Pulumi, part by part: what all its readers hold of problems, of parts that are only opened and of an interruption. */
import { readJson } from '../json/door.ts';
import type { JsonTold } from '../json/told.ts';
import { refusedInPulumi } from '../judgeKeys.ts';
import type { PlanInput, Told } from '../told.ts';

export type Part = Extract<JsonTold, { tell: 'value' }>;
type Wanted = Parameters<typeof readJson>[1]['wanted'];

/** `take` hears each part that is wanted. Gives whether the document was heard to its end. */
export async function* inParts(
  input: PlanInput,
  wanted: Wanted,
  signal: AbortSignal,
  take: (part: Part) => Iterable<Told>,
): AsyncGenerator<Told, boolean> {
  for await (const told of readJson(input.bytes, { file: input.name, wanted, refused: refusedInPulumi })) {
    if (signal.aborted) return false;
    if (told.tell === 'problem') yield told;
    if (told.tell === 'value') yield* take(told);
  }
  return true;
}
