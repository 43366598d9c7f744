/** Words of the command line that name nothing of the estate or of the inputs: told beside the run, for none of them is an error. */
import { nearest, tellProblem } from '../../../estate/index.ts';
import type { Context } from '../../context.ts';
import { isStrangeName, knownShown } from '../../compose/strangeNames.ts';
import { visible } from '../../report/visible.ts';
import type { GateGround } from '../ground.ts';

interface Words {
  readonly team?: string | undefined;
  readonly lane?: string | undefined;
  readonly environment?: string | undefined;
}

interface Named {
  readonly option: '--team' | '--lane' | '--environment';
  readonly word: string | undefined;
  readonly known: readonly string[];
}

const once = (names: readonly (string | undefined)[]) => [...new Set(names.filter((each) => each !== undefined))];

function wordsIn({ loaded, reading }: Pick<GateGround, 'loaded' | 'reading'>, words: Words): Named[] {
  const { stages = [], freezes } = loaded.estate;
  return [
    { option: '--team', word: words.team, known: once(stages.map(({ team }) => team)) },
    { option: '--lane', word: words.lane, known: once(freezes.flatMap(({ lane }) => lane ?? [])) },
    { option: '--environment', word: words.environment, known: once(reading.inputs.map(({ stack }) => stack)) },
  ];
}

/** An environment is called as people like: only one that looks like a stack's name and is none is told. */
function isStrange({ option, word, known }: Named): boolean {
  if (word === undefined || known.length === 0 || known.includes(word)) return false;
  return option !== '--environment' || nearest(word, known) !== undefined;
}

/** The names of the estate that nobody records, then those of the command line. */
export function tellStrangers(
  ground: Pick<GateGround, 'loaded' | 'reading' | 'judgement'>,
  words: Words,
  { err, say }: Pick<Context, 'err' | 'say'>,
): void {
  const ofBundles = new Set<unknown>(ground.judgement.catalogue.map(({ id }) => id));
  for (const problem of ground.loaded.folder.problems.filter(isStrangeName)) {
    if (problem.code === 'control-unrecorded' && ofBundles.has(problem.values['word'])) continue;
    const { place, sentence, next } = tellProblem(say, problem);
    err.line({ text: `${place} ${sentence} ${next}`, style: 'dim' });
  }
  for (const { option, word, known } of wordsIn(ground, words).filter(isStrange)) {
    const near = nearest(word!, known);
    const values = { option, word: word!, nearest: near ?? '', suggestions: near === undefined ? 0 : 1 };
    err.line({ text: say('gate.stranger', { ...values, known: visible(knownShown(known)) }), style: 'dim' });
  }
}
