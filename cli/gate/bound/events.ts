/** A judged plan as the events of a log: how far each input was read, who gains and loses reach, then each question with its answer. Never the input. */
import { subjectOf, type Collection, type SourceCoverage } from '../../../estate/index.ts';
import { coverageEvent, type HeadlineCode, type RunEvent, type Tally, codeOf } from '../../../evidence/index.ts';
import { speltOf, type Judged, type SpeltJudged } from '../../../policies/index.ts';
import { eventsOf } from '../../compose/events.ts';
import type { GateGround } from '../ground.ts';
import type { GateReport } from '../report.ts';
import { movesOf } from '../input/moves.ts';
import { reachEvents } from './reach/records.ts';

/** An input that is not whole was not reached to its end: the evidence then can never be milder than undecided. */
export function coverageOf({ reading }: GateGround): SourceCoverage[] {
  const names = new Set(
    [...reading.inputs, ...reading.shorts.map(({ input }) => ({ name: input }))].map((each) => each.name),
  );
  return [...names].map((name) => {
    const short = reading.shorts.find(({ input }) => input === name);
    const rows = reading.rows.filter(({ input }) => input === name);
    const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    return {
      source: 'plan',
      place: name,
      kind: reading.inputs.find((input) => input.name === name)?.kind ?? 'none',
      reached: short === undefined,
      ...(short === undefined ? {} : { reason: short.code }),
      subjects: of('judged'),
      calls: 1,
      retries: 0,
      skipped: of('not-understood'),
    };
  });
}

/** Of a large plan only findings were kept, so the others are put again, one at a time. */
function* judgedAll({
  plan,
  judgement,
  premises,
  reading,
  bench,
  collection,
}: GateGround): Generator<Judged | SpeltJudged> {
  if (plan.judged.length >= plan.counts.questions) {
    yield* judgement.judged;
    return;
  }
  const lately = collection === undefined ? {} : { lately: collection };
  const asked = { moves: movesOf(reading), ...lately };
  yield* speltOf(premises, reading.collection, bench.engine, bench.catalogue, asked);
  // Exceptions, and the change of the estate: of these every answer was kept.
  const kept = new Set(plan.judged);
  for (const each of judgement.judged) if (!kept.has(each) || each.question.waiver !== undefined) yield each;
}

export function* planEvents(ground: GateGround, coverage: readonly SourceCoverage[]): Generator<RunEvent> {
  const time = ground.times.now;
  for (const row of coverage) yield coverageEvent(row, subjectOf.planned(row.place, row.kind), time);
  yield* reachEvents(ground.reach, time);
  const { findings, bundles } = ground.judgement;
  yield* eventsOf({ judged: judgedAll(ground), findings, ...(bundles === undefined ? {} : { bundles }) }, [], time);
}

/** The observations of the plan, with what an earlier collection found in its containers: whatever a question cites. */
export function citable({ reading, collection }: GateGround): Collection {
  const { header, observations, trailer } = reading.collection;
  const found = (collection?.observations ?? []).filter(
    ({ fact, subject }) => fact === 'labels' && reading.planned.has(subject),
  );
  const all = [...observations, ...found];
  return { header, observations: all, trailer: { ...trailer, observations: all.length } };
}

/**
 * What the log says, by its own counts: as strict as the gate, and stricter where the gate was lenient (a baseline,
 * `--observe`, an empty input) or where the counts themselves are. A freeze is in no record: undecided, never a pass.
 */
export function sealedCode({ outcome }: GateReport, tally: Readonly<Tally>): HeadlineCode {
  const [told, counted] = [outcome.wouldBe ?? outcome.code, codeOf(tally)];
  if (counted === 1 || (told === 1 && tally.deny + tally.waivedUnknown > 0)) return 1;
  return told === 0 ? counted : 3;
}
