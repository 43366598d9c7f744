/** Where the judged containers lie, by country. */
import type { Report } from './report.ts';

export interface PlacementRow {
  /** ISO code, or undefined where nothing established it. */
  readonly country: string | undefined;
  readonly zones: readonly string[];
  readonly containers: number;
  /** Effective class → containers. */
  readonly classes: Readonly<Record<string, number>>;
  /** Containers with at least one deviation. */
  readonly deviating: number;
}

/** Most deviating first, then most containers; what is not established comes last. */
export function placementRows({ judgement, stories }: Report): PlacementRow[] {
  const placed = judgement.judged.filter(({ question }) => question.stage === 'placement');
  const deviating = new Set(stories.map(({ subject }) => subject));
  const byCountry = Map.groupBy(placed, ({ question }) => question.location?.country);
  return [...byCountry]
    .map(([country, rows]) => ({
      country,
      zones: [...new Set(rows.flatMap(({ question }) => question.zone?.id ?? []))].sort(),
      containers: rows.length,
      classes: Object.fromEntries(
        [...Map.groupBy(rows, ({ question }) => question.class.effective)]
          .map(([name, held]) => [name, held.length] as const)
          .sort(([one], [other]) => other.localeCompare(one)),
      ),
      deviating: rows.filter(({ question }) => deviating.has(question.subject.id)).length,
    }))
    .sort(
      (one, other) =>
        Number(one.country === undefined) - Number(other.country === undefined) ||
        other.deviating - one.deviating ||
        other.containers - one.containers ||
        (one.country ?? '').localeCompare(other.country ?? ''),
    );
}
