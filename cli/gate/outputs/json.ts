/**
 * The report for machines: `cloison/gate/v1`. Codes, ids and values exactly as they are, no sentence: those change with
 * words and language. Keys are only ever added.
 *
 * - `run`: who judged, when, with which estate (path, ref, commit, digest), facts, module, own policies; the inputs with
 *   the digests of their exact bytes. `outcome`: exit code, headline id and what it counts; `wouldBe` under `--observe`.
 * - `partial`: interrupted. `counts`, `rows`: every resource once; `total` is the sum of the other three.
 * - `findings`: heaviest first, each with fingerprint, resource, position, and an `exception` to paste, or of an unknown
 *   the lines that would make it known; `covers`, what stands at an address that is no name; `lapsed`, an exception for it
 *   that was granted for something else; `known` ones are the baseline's, those with `waiver` are excused.
 * - `reach`: who gains and loses access, people counted and never named. `run.change`, `run.sealed`, `run.stages`: the change
 *   of the estate, the owner's revision, and the controls that do not block; a finding of one has `stage`;
 *   `until`, `stageUntil`: the last day on which one that is new to the organisation only warns.
 * - `masked`: names that hold data of people, by kind, with the rows that bear one; such a finding is `masked` too.
 * - `movements`, `freezes`, `shorts`, `packs`, `waivers`, `baseline`: as in the printed report.
 */
import { dayOf } from '../../../estate/index.ts';
import { coversFor, signedPaths, waiverId } from '../../verbs/stub.ts';
import type { GateFinding, GateReport } from '../report.ts';
import { linesOf } from '../telling/settling.ts';
import { inertJson } from '../../report/visible.ts';

export const gateVersion = 'cloison/gate/v1';

/** What `waiver new` would print, as values; what only people know stands in angle brackets. */
function exceptionFor(finding: GateFinding, from: string) {
  const { control, subject } = finding;
  const id = waiverId(finding, from);
  const asked = { reason: '<why>', owner: 'role:<who asks>', from, until: '<last day>' };
  return { id, control, subject, covers: coversFor(finding, '<environment>'), ...asked, signed: signedPaths(id) };
}

function findingRow({ waivable, makeKnown, ...rest }: GateFinding, from: string) {
  const settled = makeKnown && { makeKnown: { where: makeKnown.where, lines: linesOf(makeKnown) } };
  const finding = { ...rest, ...settled };
  return waivable ? { ...finding, exception: exceptionFor({ ...rest, waivable }, from) } : finding;
}

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
    masked,
    waivers,
    baseline,
    packs,
    answers,
    reach,
  } = report;
  const first = { version: gateVersion, run, outcome, partial, counts, answers };
  const today = dayOf(run.now);
  const told = findings.map((each) => findingRow(each, today));
  const where = { ...(reach && { reach }), ...(masked && { masked }) };
  return { ...first, ...where, findings: told, freezes, movements, rows, shorts, waivers, baseline, packs };
}

export type GateDocument = ReturnType<typeof gateDocument>;

export function renderJson(report: GateReport): string {
  return `${inertJson(JSON.stringify(gateDocument(report), undefined, 2))}\n`;
}
