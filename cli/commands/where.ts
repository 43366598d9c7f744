/**
 * `cloison where <dataset>`: every zone, may or may not, and why; where it really lies. It informs: 0, whatever it says;
 * 2 when the estate, the collection or the name is refused.
 */
import { again, ofVerbs } from '../compose/again.ts';
import { groundOf, type GroundOptions } from '../compose/ground.ts';
import type { Run } from '../context.ts';
import { exitCodes } from '../report/report.ts';
import { datasetNamed } from '../verbs/ground.ts';
import { telling } from '../verbs/telling.ts';
import { whereIs } from '../verbs/where.ts';
import { tellWhere } from '../verbs/whereText.ts';
import { visibleJson } from '../visibleJson.ts';

interface Options extends GroundOptions {
  readonly dataset: string;
}

export const where: Run<Options> = async (options, context) => {
  const ground = await groundOf(options, context);
  const id = datasetNamed(ground.estate, options.dataset);
  const answer = whereIs(ground, id);
  const at = ground.collection?.header.collectedAt;
  if (context.json) {
    const { asOf } = ground.premises;
    context.out.ready(visibleJson({ exitCode: exitCodes.pass, asOf, collectedAt: at, ...answer }, 2));
    return exitCodes.pass;
  }
  const { home, mayLieIn = [] } = ground.estate.datasets[id]!;
  tellWhere(telling(ground, context, again(options, ofVerbs)), answer, at, home, mayLieIn);
  return exitCodes.pass;
};
