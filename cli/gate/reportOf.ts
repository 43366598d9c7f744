/** Puts the report together: what was judged, what it adds up to, and what excuses or refuses it. Pure. */
import { dayOf } from '../../estate/index.ts';
import type { Movement } from '../../audit/index.ts';
import { isStale } from '../compose/freshness.ts';
import { outcomeOf, type Leave } from '../outcome.ts';
import { countriesOf } from '../report/story/standing.ts';
import { toolVersion } from '../version.ts';
import { settled, type BaselineEntry } from './findings/settled.ts';
import { shown } from './change/reach.ts';
import { counted, countsOf } from './findings/counting.ts';
import { fingerprintOf } from './findings/fingerprint.ts';
import { foundIn, spotOf } from './findings/found.ts';
import { writtenOf } from './findings/masked.ts';
import { frozen } from './findings/frozen.ts';
import { environmentOf } from './input/environment.ts';
import { named } from './input/inputNames.ts';
import { movesOf } from './input/moves.ts';
import { maskedNames } from './telling/peopleShown.ts';
import type { GateGround } from './ground.ts';
import type { GateReport } from './report.ts';
import { stagingOf } from './findings/stages.ts';
import { gateWaivers } from './findings/waivers.ts';

export interface Wishes extends Leave {
  readonly id: string;
  readonly environment?: string | undefined;
  readonly lane?: string | undefined;
  readonly team?: string | undefined;
  /** As the user named them. */
  readonly inputs?: readonly string[];
  readonly baseline?:
    | { readonly entries: readonly BaselineEntry[]; readonly digest: string; readonly isOfRef: boolean }
    | undefined;
  readonly partial: boolean;
}

/** The country of a region is the facts' to say, or of an entity of the estate its own. */
function tied({ loaded, bench }: GateGround, end: Movement['from']): Movement['from'] {
  const { provider, region } = end;
  if (provider === undefined || region === undefined) return end;
  const country =
    loaded.estate.entities[provider]?.regions?.[region] ?? bench.facts.countryOf(provider, region)?.country;
  return country === undefined ? end : { ...end, country };
}

/** One of before names were masked may name people: it still excuses what it names, and is told like everything else. */
function baselineOf(
  ground: GateGround,
  { baseline }: Wishes,
  findings: GateReport['findings'],
  judged: Pick<ReadonlySet<string>, 'has'>,
): GateReport['baseline'] {
  if (baseline === undefined) return undefined;
  const masked = ({ subject, ...each }: BaselineEntry) => ({
    ...each,
    subject: ground.masks?.subject(subject) ?? subject,
  });
  const excused = findings.filter((each) => each.masked === true && each.known);
  const written = excused.map((each) => ({ fingerprint: fingerprintOf(writtenOf(ground, each)!) }));
  return settled({ ...baseline, entries: baseline.entries.map(masked) }, [...findings, ...written], judged);
}

export function gateReport(ground: GateGround, wishes: Wishes): GateReport {
  const { loaded, origin, bench, bundles, collection, reading, judgement, plan, times } = ground;
  const { change, sealed, masks } = ground;
  const staging = stagingOf({
    estate: loaded.estate,
    inputs: reading.inputs,
    controls: judgement.catalogue.map(({ id }) => id),
    team: wishes.team,
    named: (wishes.inputs ?? []).map((each) => masks?.text(each) ?? each),
    sealed,
    now: times.now,
  });
  const baselined = new Set(wishes.baseline?.entries.map(({ fingerprint }) => fingerprint));
  const findings = foundIn(ground, baselined, staging);
  const others = new Set(judgement.decisions.map(({ subject }) => subject));
  const judged = { has: (subject: string) => plan.verdicts.has(subject) || others.has(subject) };
  const counts = countsOf(reading.rows);
  const freezes = frozen(ground, findings, wishes.lane);
  const stale = collection === undefined ? 0 : Number(isStale(collection, times, undefined));
  const all = { ...counted(ground, findings, counts, staging), stale };
  const changes = freezes.reduce((most, each) => Math.max(most, each.changes), 0);
  const masked = maskedNames(masks, reading.rows);
  const movements = movesOf(reading).map((each) => ({
    ...each,
    from: tied(ground, each.from),
    to: tied(ground, each.to),
  }));
  const countries = movements.flatMap(({ from, to }) => [from.country, to.country]);
  const seen = judgement.judged.map(({ question }) => question.location?.country);
  return {
    run: {
      id: wishes.id,
      tool: `cloison ${toolVersion()}`,
      organisation: loaded.estate.organisation.name,
      now: times.now,
      environment: environmentOf(reading, wishes.environment),
      inputs: reading.inputs,
      skipped: ground.skipped,
      estate: { ...origin, path: named(origin.path), digest: loaded.digest },
      // Worked out for whoever writes it down: half a megabyte of rows is put into canonical form for it.
      get facts() {
        return bench.facts.digest;
      },
      module: bench.engine.digest,
      policies: bundles.map(({ name, digest }) => ({ name, digest })),
      collectedAt: collection?.header.collectedAt,
      ...(change && { change: { path: named(change.path), digest: change.head.digest, signature: change.signature } }),
      ...(sealed && { sealed }),
      ...(wishes.team === undefined ? {} : { team: wishes.team }),
      stages: staging.relaxed,
    },
    outcome: outcomeOf(changes === 0 ? all : { ...all, frozen: changes }, wishes),
    partial: wishes.partial,
    counts,
    rows: reading.rows,
    findings,
    movements,
    waivers: gateWaivers(ground, judged),
    freezes,
    shorts: reading.shorts,
    packs: reading.packs,
    ...(masked && { masked }),
    baseline: baselineOf(ground, wishes, findings, judged),
    reach: ground.reach && shown(ground.reach),
    estateSpot: spotOf(ground, '/organisation'),
    decisions: judgement.decisions,
    answers: plan.counts.decisions,
    // A control that is relaxed cites nothing: what does not stop anything must not look like the law that does.
    catalogue: judgement.catalogue.map((each) =>
      staging.relaxed.some(({ control }) => control === each.id) ? { ...each, references: [] } : each,
    ),
    countries: countriesOf(
      bench.facts,
      new Set([...countries, ...seen].filter((each) => each !== undefined)),
      dayOf(times.asOf),
    ),
  };
}
