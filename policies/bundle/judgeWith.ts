/** Our judgement and the organisation's own controls beside it. Rows are added; none of ours is removed or changed. */
import { fault, grantedFor, type Reason } from '../../estate/index.ts';
import type { Judged } from '../ask.ts';
import { lapsesOf, type WaiverUse } from '../exceptions.ts';
import { byWeight, decisionsOf, findingOf, type Judgement } from '../judge.ts';
import type { Bundle } from './bundle.ts';
import type { Deadline } from './apart.ts';

/** Two bundles of one name for a control: the second would speak with the words of the first. */
export function refuseSharedNames(bundles: readonly Bundle[]): void {
  const taken = new Set<string>();
  for (const { id } of bundles.flatMap(({ catalogue }) => catalogue)) {
    if (taken.has(id)) throw fault('bundle-takes-our-name', {}, { subject: id });
    taken.add(id);
  }
}

function rowsOf({ waivers }: Judgement, { digest, catalogue }: Bundle, judged: readonly Judged[]) {
  const controls = new Map(catalogue.map((control) => [control.id, control]));
  const inForce = new Map(
    waivers
      .filter(({ state }) => state !== 'not-in-force')
      .map((waiver) => [`${waiver.control} ${waiver.subject}`, waiver]),
  );
  const rows = judged.flatMap((each) =>
    decisionsOf(each).map((decision) => ({ each, decision: { ...decision, bundle: digest } })),
  );
  const met = new Map<string, readonly Reason[]>();
  const findings = rows
    .filter(({ decision: { verdict } }) => verdict === 'deny' || verdict === 'unknown')
    .map(({ each, decision }) => {
      const finding = findingOf(decision, each, controls.get(decision.control)!);
      const waiver = inForce.get(`${decision.control} ${decision.subject}`);
      if (waiver === undefined) return finding;
      const lapsed = lapsesOf(waiver, grantedFor(finding));
      met.set(waiver.id, lapsed);
      return lapsed.length === 0 ? { ...finding, waiver: waiver.id } : finding;
    });
  return { decisions: rows.map(({ decision }) => decision), findings, met };
}

/** An exception of a foreign control was dormant until now: what it met, and whether it holds for that, is only known here. */
function waiversAfter(waivers: readonly WaiverUse[], met: ReadonlyMap<string, readonly Reason[]>): WaiverUse[] {
  return waivers.map((waiver) => {
    const lapsed = met.get(waiver.id);
    if (lapsed === undefined) return waiver;
    return lapsed.length === 0 ? { ...waiver, state: 'applied' } : { ...waiver, state: 'not-in-force', lapsed };
  });
}

/** Puts the questions of our judgement to each bundle, one after the other. Throws only `bundle-takes-our-name`. */
export async function judgeWith(
  judgement: Judgement,
  bundles: readonly Bundle[],
  deadline?: Partial<Deadline>,
): Promise<Judgement> {
  refuseSharedNames(bundles);
  let merged = judgement;
  for (const bundle of bundles) {
    const { digest, name, words } = bundle;
    const judged = await bundle.decideAll(judgement.judged, deadline);
    const { decisions, findings, met } = rowsOf(judgement, bundle, judged);
    merged = {
      ...merged,
      catalogue: [...merged.catalogue, ...bundle.catalogue],
      decisions: [...merged.decisions, ...decisions],
      findings: [...merged.findings, ...findings].sort(byWeight),
      waivers: waiversAfter(merged.waivers, met),
      bundles: [...(merged.bundles ?? []), { digest, name, words, judged }],
    };
  }
  return merged;
}
