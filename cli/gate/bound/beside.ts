/** The evidence beside a decision: intact, of the same run, and saying the same. */
import type { Trust } from '../../../estate/index.ts';
import {
  openFolder,
  verdictExit,
  verifyBundle,
  type DecisionPredicate,
  type Item,
  type Verified,
} from '../../../evidence/index.ts';
import type { Check } from './checks.ts';
import { sealedReach, type SealedReach } from './reach/reading.ts';
import { isReported } from './reach/reported.ts';

export interface Beside {
  readonly checks: readonly Check[];
  /** What is wrong inside, for `evidenceWords`. */
  readonly items: readonly Item[];
  /** Who gains and loses reach, by its log; undefined where nothing does, or where it does not hold. */
  readonly reach?: SealedReach;
}

const weights = { 0: 'note', 3: 'stale', 4: 'integrity', 5: 'unverifiable' } as const;

/** A decision that passes where its own log does not, but for a baseline or controls that do not block, was not made from it. */
function isSame({ statement, records }: Verified, decision: DecisionPredicate): boolean {
  if (statement === undefined) return false;
  const { run, log, policies } = statement.predicate;
  const { outcome, leave, evidence, module } = decision;
  const { tally } = records;
  const isRun = run.id === decision.runId && run.finishedAt === decision.decidedAt && log.origin === evidence.origin;
  const isJudge = policies.some(({ digest }) => digest.sha256 === module.sha256);
  const isOpen = tally.deny > tally.waivedDeny || tally.unknown > tally.waivedUnknown;
  const passes = (outcome.wouldBe ?? outcome.code) === 0;
  const mayLeave = leave.baseline !== undefined || (outcome.staged ?? 0) > 0;
  return isRun && isJudge && !(passes && isOpen && !mayLeave);
}

/** `decision`: undefined where it could not be read; the evidence is looked at all the same. */
export async function evidenceBeside(
  path: string,
  decision: DecisionPredicate | undefined,
  trust: Trust,
  now: string,
): Promise<Beside> {
  const folder = await openFolder(path).catch(() => undefined);
  if (folder === undefined) return { checks: [{ id: 'evidence-missing', weight: 'integrity' }], items: [] };
  const { root, size } = decision?.evidence ?? {};
  const expected = root === undefined || size === undefined ? {} : { expectRoot: root, expectSize: size };
  const verified = await verifyBundle(folder, trust, { now, ...expected });
  const { verdict } = verified;
  const items = verified.items.filter((item) => item.verdict !== 'VALID');
  const checks: Check[] = [];
  if (verdict !== 'VALID') checks.push({ id: 'evidence', weight: weights[verdictExit[verdict]], values: { verdict } });
  if (decision !== undefined && !isSame(verified, decision)) checks.push({ id: 'evidence-other', weight: 'integrity' });
  const reach = verdictExit[verdict] === 4 || verdictExit[verdict] === 5 ? undefined : await sealedReach(folder);
  if (reach === undefined) return { checks, items };
  if (!(await isReported(folder, reach))) checks.push({ id: 'reach-other', weight: 'integrity' });
  return { checks, items, reach };
}
