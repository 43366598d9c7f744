/**
 * `cloison diff <one> <other>`: two runs, sealed or as JSON reports; what came, went, was excused, or stands on other facts.
 * 1 where a deviation is new, 3 where an unknown is, or where what is gone may only not have been looked at.
 */
import { instantOf } from '../../estate/index.ts';
import { policyWords } from '../../policies/index.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import type { Context, Run } from '../context.ts';
import { compare, type Compared } from '../diff/compare.ts';
import { openSide, type OpenedSide } from '../diff/open.ts';
import { tellDiff } from '../diff/tell.ts';
import { diffWords } from '../diff/words.ts';
import { troubleOf } from '../outcome.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';

interface Options {
  readonly one: string;
  readonly other: string;
  readonly trust?: string;
}

function codeOf(sides: readonly OpenedSide[], compared: Compared | undefined): number {
  const fresh = (compared?.fresh ?? []).filter(({ excused }) => excused === undefined);
  const unseen = (compared?.gone ?? []).filter(({ how }) => how === 'unseen').length;
  return troubleOf({
    integrity: sides.filter(({ integrity }) => integrity === 4).length,
    unverifiable: sides.filter(({ integrity }) => integrity === 5).length,
    deviations: fresh.filter(({ verdict }) => verdict === 'deny').length,
    unknowns: fresh.filter(({ verdict }) => verdict === 'unknown').length,
    // In a run that was not whole, what is gone may have been left out.
    gaps: (sides[1]?.side?.open ?? 0) > 0 ? unseen : 0,
  }).code;
}

const toldSide = ({ name, isSealed, integrity, side }: OpenedSide) => {
  const { findings, looked: _looked, ...told } = side ?? {};
  return { name, isSealed, integrity, ...told, findings: findings?.size };
};

export const diff: Run<Options> = async ({ one: first, other: second, trust: trustAt }, given) => {
  const context: Context = { ...given, say: given.speak(diffWords, policyWords) };
  const { edge, out, json } = context;
  const trust = await loadTrust(trustAt, edge);
  const now = instantOf(edge.now());
  const sides = [await openSide(first, trust, now, edge), await openSide(second, trust, now, edge)] as const;
  const [one, other] = [sides[0].side, sides[1].side];
  if (one !== undefined && other !== undefined && one.organisation !== other.organisation)
    throw new UsageError('other-organisation', other.organisation, [], one.organisation);
  const compared =
    one === undefined || other === undefined ? undefined : compare(one, other, sides[0].asked, sides[1].asked);
  const code = codeOf(sides, compared);
  if (json) {
    const { fresh, ...rest } = compared ?? {};
    const told = { one: toldSide(sides[0]), other: toldSide(sides[1]), ...(fresh && { new: fresh }), ...rest };
    out.ready(visibleJson({ version: 'cloison/diff/v1', exitCode: code, ...told }, 2));
  } else tellDiff(sides, compared, code, context);
  return code;
};
