/**
 * `cloison who <dataset> [--could]`: who opens it, or could. Operators are counted; their estate ids only with `--ids`.
 * It informs: 0, whatever it says; 2 when the estate, the collection or the name is refused, or when neither a collection
 * nor `--could` is given: nothing was read then, and that is not nobody.
 */
import { again, ofVerbs } from '../compose/again.ts';
import { groundOf, type GroundOptions } from '../compose/ground.ts';
import type { Run } from '../context.ts';
import { exitCodes } from '../report/report.ts';
import { UsageError } from '../usage.ts';
import { datasetNamed } from '../verbs/ground.ts';
import { telling } from '../verbs/telling.ts';
import { whoOpens } from '../verbs/who.ts';
import { tellWho } from '../verbs/whoText.ts';
import { visibleJson } from '../visibleJson.ts';

interface Options extends GroundOptions {
  readonly dataset: string;
  readonly could?: boolean;
  readonly ids?: boolean;
}

export const who: Run<Options> = async (options, context) => {
  const { could = false, ids = false } = options;
  if (!could && options.collection === undefined) throw new UsageError('nothing-read', '--collection', [], '--could');
  const ground = await groundOf(options, context);
  const answer = whoOpens(ground, datasetNamed(ground.estate, options.dataset), could);
  const at = ground.collection?.header.collectedAt;
  if (!context.json) {
    tellWho(telling(ground, context, again(options, ofVerbs)), answer, { ids, at });
    return exitCodes.pass;
  }
  // A decision on an access names the operator in its subject and its reasons: without `--ids` only its control stays.
  const rows = answer.rows.map(({ ids: held, decisions, ...row }) => ({
    ...row,
    decisions: ids ? decisions : decisions.map(({ control, verdict }) => ({ control, verdict })),
    ...(ids ? { ids: held } : {}),
  }));
  const { asOf } = ground.premises;
  context.out.ready(visibleJson({ exitCode: exitCodes.pass, asOf, collectedAt: at, ...answer, rows }, 2));
  return exitCodes.pass;
};
