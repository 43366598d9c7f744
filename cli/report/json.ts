/**
 * The report for machines: `cloison/report/v1`. Codes, ids and values exactly as they are; no sentence, because sentences
 * change with words and language. Keys are only ever added. Questions and single decisions lie in the evidence.
 */
import type { Decision, Verdict } from '../../estate/index.ts';
import type { Report } from './report.ts';
import { inertJson } from './visible.ts';

export const reportVersion = 'cloison/report/v1';

type Tally = Readonly<Record<Verdict, number>> & { readonly allowed: readonly string[] };

function tallies(decisions: readonly Decision[]): Record<string, Tally> {
  const byControl = Map.groupBy(decisions, ({ control }) => control);
  return Object.fromEntries(
    [...byControl].map(([control, rows]) => {
      const of = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
      const allowed = rows.filter(({ verdict }) => verdict === 'allow').map(({ subject }) => subject);
      return [
        control,
        {
          allow: of('allow'),
          deny: of('deny'),
          unknown: of('unknown'),
          'not-applicable': of('not-applicable'),
          allowed: allowed.sort(),
        },
      ];
    }),
  );
}

/**
 * - `run`, `outcome`: who judged what, when, by which digests; exit code, message id of the headline and its counts.
 * - `unseen`: gaps of the promise, places only declared, facts that a place refused or failed to tell, and one row a source
 *   with what it reached, read and skipped.
 * - `stories`: one a deviating container, heaviest first. `findings`: every deviation, then every unknown, heaviest first;
 *   `reasons` are codes with values, `because` digests of observations that `sightings` dates.
 * - `controls`: id → what it answered how often, and `allowed`, what it looked at and let pass. `accounted`: one row for each
 *   subject of the collection: judged, context of others, or absent. `policies`: the organisation's own bundles; a finding
 *   of one has its `bundle`. `waivers`, `countries`, `seal`: as in the printed report.
 */
export function reportDocument({ run, outcome, judgement, coverage, stories, seal, ...more }: Report) {
  return {
    version: reportVersion,
    run,
    outcome,
    unseen: {
      gaps: judgement.gaps,
      declaredOnly: judgement.declaredOnly,
      refused: more.refused ?? {},
      sources: coverage,
    },
    stories,
    findings: judgement.findings,
    controls: tallies(judgement.decisions),
    policies: (judgement.bundles ?? []).map(({ name, digest }) => ({ name, digest })),
    waivers: judgement.waivers,
    countries: more.countries ?? [],
    sightings: more.sightings ?? {},
    accounted: more.accounted ?? [],
    ...(seal === undefined ? {} : { seal }),
  };
}

export type ReportDocument = ReturnType<typeof reportDocument>;

/** Parses to exactly the document; shown on a terminal, no character of it moves or hides anything. */
export function renderJson(report: Report): string {
  return `${inertJson(JSON.stringify(reportDocument(report), undefined, 2))}\n`;
}
