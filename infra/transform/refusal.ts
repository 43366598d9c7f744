/** A refusal as Pulumi prints it: what may not be made, by which control, of which article, and what to do. */
import type { Lexicon, Say } from '../../estate/index.ts';
import type { Claim, Refusal } from './judge.ts';
import en from './words/en.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };

export const transformWords: Lexicon = { en, fr };

export interface Refused {
  readonly type: string;
  readonly name: string;
  readonly claim: Claim;
  readonly refusals: readonly Refusal[];
  /** Where the dataset may lie. */
  readonly homes: readonly string[];
}

/** Names come from the program and end on a terminal or in a log: nothing in them may steer either. */
const visible = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '·');

/** Several lines; the first says the resource and how many controls refuse it. */
export function refusalText(say: Say, { type, name, claim, refusals, homes }: Refused): string {
  const [zone, dataset] = [visible(claim.zone), visible(claim.dataset)];
  const values = { type: visible(type), name: visible(name), zone, dataset, count: refusals.length };
  const lines = refusals.flatMap(({ control, verdict, title, sentence, references, remedy }) => [
    `- ${say(`transform.${verdict}`, { control, title })}`,
    `  ${visible(sentence)}`,
    ...(references === '' ? [] : [`  ${references}`]),
    `  → ${remedy}`,
  ]);
  const instead = homes.length === 0 ? [] : [say('transform.homes', { dataset, homes: homes.join('; ') })];
  return [say('transform.refused', values), ...lines, ...instead].join('\n');
}
