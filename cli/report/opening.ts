/** The first two sentences of every output: the verdict, and what was not looked at. */
import type { Say } from '../../estate/index.ts';
import { refusedIn } from './refused.ts';
import type { Report } from './report.ts';
import type { Teller } from './sentences.ts';

/** An exception that is used against the opinion of the DPO: nobody may have to look for it in a table. */
function againstOpinion({ judgement }: Report, say: Say): string[] {
  const count = judgement.waivers.filter(
    ({ state, opinion }) => state === 'applied' && opinion === 'unfavourable',
  ).length;
  return count === 0 ? [] : [say('report.against-dpo', { count })];
}

/** Whose promise was judged: undefined for an estate that nobody sealed. */
export function revisionSentence({ run }: Report, say: Say): string | undefined {
  if (run.revision === undefined) return undefined;
  const { number, sealedAt, signer } = run.revision;
  return say('report.revision', { number, day: sealedAt.slice(0, 10), signer });
}

export function headline(report: Report, say: Say): string {
  const { run, outcome } = report;
  const { headline: id, ...counts } = outcome;
  const sentence = [say(id, counts), ...againstOpinion(report, say)].join(' ');
  return run.replay ? `${say('report.replay', { day: run.asOf.slice(0, 10) })} ${sentence}` : sentence;
}

/** Ours are two; the others are the sources' own and have their words there. A code without words is shown as it came. */
const ours = new Set(['not-collected', 'not-found']);

export function gapReason({ say, shield }: Pick<Teller, 'say' | 'shield'>, reason: string): string {
  const id = ours.has(reason) ? `report.gap.${reason}` : `coverage.${reason}`;
  const sentence = say(id);
  return sentence === `[${id}]` ? shield(reason) : sentence;
}

/** How many facts, and at which places. */
export function refusedSentence({ report, say, shield }: Teller): string {
  const named = Object.keys(report.refused ?? {}).sort();
  return say('report.unseen.refused', { count: refusedIn(report.refused), named: named.map(shield).join(', ') });
}

/** Gaps named up to a number, then counted: the second sentence must stay a sentence. */
export function unseen(teller: Teller, most = 6): string {
  const { report, say, shield } = teller;
  const { gaps, declaredOnly } = report.judgement;
  const skipped = report.coverage.reduce((sum, row) => sum + row.skipped, 0);
  const named = gaps
    .slice(0, most)
    .map(({ what, reason }) => `${shield(what)} (${gapReason({ say, shield }, reason)})`)
    .join(', ');
  const left = gaps.length - most;
  const parts = [
    ...(report.run.collectedAt === undefined ? [say('report.unseen.no-collection')] : []),
    gaps.length === 0
      ? say('report.unseen.nothing', { unknowns: report.outcome.unknowns })
      : say('report.unseen.gaps', { named, left: Math.max(0, left) }),
    ...(refusedIn(report.refused) === 0 ? [] : [refusedSentence(teller)]),
    ...(skipped === 0 ? [] : [say('report.unseen.skipped', { count: skipped })]),
    ...(declaredOnly.length === 0
      ? []
      : [
          say('report.unseen.declared-only', {
            count: declaredOnly.length,
            named: declaredOnly.slice(0, most).map(shield).join(', '),
            left: Math.max(0, declaredOnly.length - most),
          }),
        ]),
  ];
  return parts.join(' ');
}
