/**
 * `cloison why <subject | control@subject>`: the decision and the chain of facts under it. It informs: 0, whatever it says;
 * 2 when the estate, the collection or the name is refused.
 */
import { dayOf, instantOf } from '../../estate/index.ts';
import { again, ofVerbs } from '../compose/again.ts';
import { groundOf, type GroundOptions } from '../compose/ground.ts';
import type { Run } from '../context.ts';
import { exitCodes } from '../report/report.ts';
import { askedOf } from '../verbs/asked.ts';
import { isWaivable, waiverStub } from '../verbs/stub.ts';
import { telling } from '../verbs/telling.ts';
import { whyOf } from '../verbs/why.ts';
import { tellWhy } from '../verbs/whyText.ts';
import { visibleJson } from '../visibleJson.ts';

interface Options extends GroundOptions {
  readonly about: string;
}

export const why: Run<Options> = async (options, context) => {
  const ground = await groundOf(options, context);
  const answer = whyOf(ground, askedOf(ground, options.about));
  const told = telling(ground, context, again(options, ofVerbs));
  const today = dayOf(instantOf(context.edge.now()));
  if (!context.json) {
    tellWhy(told, answer, today);
    return exitCodes.pass;
  }
  const explained = answer.explained.map(({ decision, control, finding, ...chain }) => ({
    ...decision,
    sentence: told.sentence(decision),
    force: control.force,
    severity: control.severity,
    references: control.references,
    ...(finding?.waiver === undefined ? {} : { waiver: finding.waiver }),
    ...chain,
    remedy: told.say(`${control.id}.remedy`),
    makeKnown: told.say(`${control.id}.make-known`),
    ...(finding !== undefined && isWaivable(decision, finding.waiver)
      ? { stub: waiverStub(finding, today, told.say).join('\n') }
      : {}),
  }));
  const { asOf } = ground.premises;
  const collectedAt = ground.collection?.header.collectedAt;
  context.out.ready(visibleJson({ exitCode: exitCodes.pass, asOf, collectedAt, ...answer, explained }, 2));
  return exitCodes.pass;
};
