/** The one report value of a run, and its outputs. */
import { auditWords } from '../../audit/index.ts';
import { estateWords, speaker, type Language } from '../../estate/index.ts';
import { policyWords } from '../../policies/index.ts';
import type { Context } from '../context.ts';
import type { Edge } from '../edge.ts';
import { outcomeOf, type Leave } from '../outcome.ts';
import { renderHtml, renderJson, renderMarkdown, renderTerminal, reportOf, type Report } from '../report/index.ts';
import { toolVersion } from '../version.ts';
import { cliWords } from '../words.ts';
import { countsOf } from './counts.ts';
import { isStale } from './freshness.ts';
import type { JudgedRun } from './judged.ts';
import { collectionDigest } from './payload.ts';
import { runIdOf } from './runId.ts';

export type Format = 'terminal' | 'json' | 'markdown' | 'html';

export interface ReportOptions extends Leave {
  /** Milliseconds after which a collection no longer speaks of today. */
  readonly oldest?: number | undefined;
}

export function reportFor(run: JudgedRun, options: ReportOptions, edge: Edge): Report {
  const { loaded, collection, judgement, bench, times, revision } = run;
  const stale = Number(isStale(collection, times, options.oldest));
  const told = {
    run: {
      id: runIdOf(times.now, edge),
      tool: `cloison ${toolVersion()}`,
      organisation: loaded.estate.organisation.name,
      collectedAt: collection.header.collectedAt,
      ...times,
      ...(revision === undefined ? {} : { revision }),
      digests: {
        estate: loaded.digest,
        facts: bench.facts.digest,
        module: bench.engine.digest,
        collection: collectionDigest(collection),
      },
    },
    outcome: outcomeOf({ ...countsOf(judgement), stale }, options),
    judgement,
    coverage: collection.trailer.coverage,
  };
  return reportOf(told, { estate: loaded.estate, facts: bench.facts, collection });
}

export interface Look {
  readonly width: number | undefined;
  readonly colour: boolean;
  /** For whoever stands at this terminal, with commands called as they are here. Left out for what goes to others. */
  readonly speak?: Context['speak'] | undefined;
}

export function rendered(report: Report, format: Format, language: Language, { width, colour, speak }: Look): string {
  const lexicons = [policyWords, auditWords, ...(report.judgement.bundles ?? []).map(({ words }) => words)];
  const plain = () => speaker(language, cliWords, estateWords, ...lexicons);
  const say = format === 'terminal' && speak !== undefined ? speak(...lexicons) : plain();
  const renderers: Readonly<Record<Format, () => string>> = {
    terminal: () => renderTerminal(report, say, { width, colour }),
    json: () => renderJson(report),
    markdown: () => renderMarkdown(report, say),
    html: () => renderHtml(report, say),
  };
  return renderers[format]();
}
