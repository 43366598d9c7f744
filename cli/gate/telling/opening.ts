/** The second sentence of every output: what was not understood, not whole or not looked at; then what it was judged with. */
import type { PlanRow } from '../../../audit/index.ts';
import { byText } from '../../../estate/index.ts';
import { changeShown } from '../change/shown.ts';
import { accountedShown } from './accounted.ts';
import { peopleShown } from './peopleShown.ts';
import { shortSentences, spoken } from './shorts.ts';
import { nameShown, spotShown, type GateTeller } from './telling.ts';

/** More types than this are counted: the second sentence must stay a sentence. */
const most = 4;

export interface LeftOver {
  readonly type: string;
  readonly reason: string | undefined;
  readonly rows: readonly PlanRow[];
}

/** By reason and type, the most frequent first of each. */
export function leftOver(rows: readonly PlanRow[]): LeftOver[] {
  const own = rows.filter(({ outcome }) => outcome === 'not-understood');
  return [...Map.groupBy(own, ({ type, reason }) => JSON.stringify([type, reason ?? null])).values()]
    .map((all) => ({ type: all[0]!.type, reason: all[0]!.reason, rows: all }))
    .sort(
      (one, other) =>
        byText(one.reason ?? '', other.reason ?? '') ||
        other.rows.length - one.rows.length ||
        (one.type < other.type ? -1 : 1),
    );
}

export function reasonShown(teller: GateTeller, reason: string | undefined): string {
  return spoken(teller, 'gate.row', reason ?? 'type-unknown');
}

export function leftOverNext(teller: GateTeller, reason: string | undefined): string {
  return spoken(teller, 'gate.left-over.next', reason ?? 'type-unknown');
}

/** Why rows are out of scope, the most frequent first: `9 without data, 2 components`. */
function scopeShown(teller: GateTeller): string {
  const out = teller.report.rows.filter(({ outcome }) => outcome === 'out-of-scope');
  const reasons = [...Map.groupBy(out, ({ reason }) => reason ?? 'holds-nothing')].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return reasons.map(([reason, rows]) => spoken(teller, 'gate.scope', reason, { count: rows.length })).join(', ');
}

function understood(teller: GateTeller): string {
  const { report, say, shield } = teller;
  const { counts, run } = report;
  const types = leftOver(report.rows);
  const named = types
    .slice(0, most)
    .map(({ type, rows }) => (rows.length === 1 ? shield(type) : `${shield(type)} × ${rows.length}`))
    .join(', ');
  const left = Math.max(0, types.length - most);
  const whole = {
    ...counts,
    inputs: run.inputs.length,
    why: scopeShown(teller),
    parts: accountedShown(report.rows, say),
  };
  return [
    ...shortSentences(teller),
    ...(counts.notUnderstood === 0 ? [] : [say('gate.not-understood', { count: counts.notUnderstood, named, left })]),
    say('gate.accounted', whole),
  ].join(' ');
}

/** Where no container is, nobody asks what one holds. */
function judgedWith({ report, say, shield }: GateTeller): string[] {
  const { estate, collectedAt } = report.run;
  const { ref, commit, differs } = estate;
  const from =
    ref === undefined ? [] : [say('gate.from-ref', { ref: shield(ref), commit: (commit ?? '').slice(0, 12) })];
  return [
    ...from,
    ...(differs === true ? [say('gate.own-estate', { isJudged: report.run.change === undefined ? 'no' : 'yes' })] : []),
    ...(collectedAt === undefined
      ? report.counts.judged === 0
        ? []
        : [say('gate.no-collection')]
      : [say('gate.collection', { day: collectedAt.slice(0, 10) })]),
  ];
}

/** Whoever guards the judge against the change guards it for nothing, if the change brings its own excuses. */
export function baselineWarning({ report, say }: Pick<GateTeller, 'report' | 'say'>): string | undefined {
  return report.baseline === undefined || report.baseline.isOfRef ? undefined : say('gate.baseline-own');
}

function baselineShown(teller: GateTeller): string[] {
  const { report, say } = teller;
  if (report.baseline === undefined) return [];
  const { digest, known, fixed, unseen } = report.baseline;
  const warning = baselineWarning(teller);
  const shown = say('gate.baseline', { digest, known, fixed: fixed.length, unseen: unseen.length });
  return [shown, ...(warning === undefined ? [] : [warning])];
}

/** That somebody stands in names; where, and what to do about it, has a block of its own. */
const peopleHead = (teller: GateTeller): string[] => {
  const people = peopleShown(teller);
  return people === undefined ? [] : [people.head];
};

export function opening(teller: GateTeller): string[] {
  const judged = [...judgedWith(teller), ...changeShown(teller), ...baselineShown(teller)];
  return [understood(teller), ...(judged.length === 0 ? [] : [judged.join(' ')]), ...peopleHead(teller)];
}

/** One row that nobody understood, beside its type: its name and where it is written. */
export function rowShown({ say, shield }: GateTeller, { address, position }: PlanRow): string {
  const spot = spotShown(position);
  const named = shield(nameShown(address));
  return spot === undefined ? named : say('gate.at', { named, spot: shield(spot) });
}
