/** What a person reads before an apply: may it go on, why not, and what the decision was about. */
import type { DecisionPredicate, Item } from '../../../evidence/index.ts';
import { evidenceWords, sentenceOf } from '../../../evidence/index.ts';
import type { Context } from '../../context.ts';
import { gateWords } from '../words.ts';
import { reachWords } from '../../reach/words.ts';
import type { Check } from './checks.ts';
import { tellSealedReach, type CountedReach } from './reach/telling.ts';

export interface VerifiedDecision {
  readonly code: number;
  readonly checks: readonly Check[];
  readonly items: readonly Item[];
  /** Undefined where no trusted key signed it: what it says is then not repeated. */
  readonly decision: DecisionPredicate | undefined;
  readonly keyId: string | undefined;
  /** Who gains and loses reach, people counted; undefined where nothing does. */
  readonly reach: CountedReach | undefined;
}

export function tellVerified(
  { code, checks, items, decision, keyId, reach }: VerifiedDecision,
  context: Context,
): void {
  const { out } = context;
  const say = context.speak(gateWords, evidenceWords, reachWords);
  out.line({ text: say(`bound.headline.${code}`), style: ['bold', code === 0 ? 'green' : 'red'] }, 0);
  for (const { id, weight, values } of checks) {
    const text = say(`bound.check.${id}`, { ...values });
    out.line(
      weight === 'note' ? `  ${text}` : { text: `  ${text}`, style: weight === 'deviations' ? 'red' : 'yellow' },
      4,
    );
  }
  for (const item of items) out.line(`    ${item.verdict} ${sentenceOf(item, say)}`, 6);
  if (decision !== undefined) {
    const { environment, decidedAt, validUntil, runId, estate, outcome, inputs, artifacts } = decision;
    const key = keyId ?? '?';
    out.line(`  ${say('bound.about', { environment, decidedAt, validUntil, run: runId, key })}`, 4);
    const digest = `sha256:${estate.digest.sha256}`;
    const from = estate.ref ?? '';
    out.line(`  ${say('bound.estate', { digest, from, origin: from === '' ? 'none' : 'ref' })}`, 4);
    const counts = { inputs: inputs.length, artifacts: artifacts.length, code: outcome.code };
    out.line(`  ${say('bound.files', counts)}`, 4);
  }
  if (reach !== undefined) tellSealedReach(reach, say, context);
  out.line({ text: `${say(`exit.${code}`)}.`, style: 'bold' });
}
