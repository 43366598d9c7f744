/**
 * The report for machines: `cloison/gate/v1`. Codes, ids and values exactly as they are, no sentence: those change with
 * words and language. Keys are only ever added.
 *
 * - `run`: who judged, when, with which estate (path, ref, commit, digest), facts, module, own policies; the inputs with
 *   the digests of their exact bytes. `outcome`: exit code, headline id and what it counts; `wouldBe` under `--observe`.
 * - `partial`: interrupted. `counts`, `rows`: every resource once; `total` is the sum of the other three.
 * - `findings`: heaviest first, each with fingerprint, resource, position, and a stub of an exception, or of an unknown
 *   the lines that would make it known; `known` ones are the baseline's, those with `waiver` are excused.
 * - `movements`, `freezes`, `shorts`, `packs`, `waivers`, `baseline`: as in the printed report.
 */
import type { GateReport } from '../report.ts';
import { inertJson } from '../../report/visible.ts';

export const gateVersion = 'cloison/gate/v1';

export function gateDocument(report: GateReport) {
  const {
    run,
    outcome,
    partial,
    counts,
    findings,
    freezes,
    movements,
    rows,
    shorts,
    waivers,
    baseline,
    packs,
    answers,
  } = report;
  const first = { version: gateVersion, run, outcome, partial, counts, answers };
  return { ...first, findings, freezes, movements, rows, shorts, waivers, baseline, packs };
}

export type GateDocument = ReturnType<typeof gateDocument>;

export function renderJson(report: GateReport): string {
  return `${inertJson(JSON.stringify(gateDocument(report), undefined, 2))}\n`;
}
