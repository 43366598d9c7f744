/** The outputs of the gate, by name: adding one is one file and one line here. */
import { auditWords } from '../../audit/index.ts';
import { estateWords, speaker, type Language, type Lexicon } from '../../estate/index.ts';
import { policyWords } from '../../policies/index.ts';
import { cliWords } from '../words.ts';
import { renderCodeQuality } from './outputs/codeQuality.ts';
import { renderGithub } from './outputs/github.ts';
import { renderJson } from './outputs/json.ts';
import { renderJunit } from './outputs/junit.ts';
import { renderMarkdown } from './outputs/markdown.ts';
import { renderSarif } from './outputs/sarif.ts';
import type { SarifProfile } from './outputs/sarifParts.ts';
import { renderTerminal } from './outputs/terminal.ts';
import type { GateReport } from './report.ts';
import { reachWords } from '../reach/words.ts';
import { gateWords } from './words.ts';

export type GateFormat = 'terminal' | 'json' | 'sarif' | 'junit' | 'codequality' | 'markdown' | 'github';

export interface Rendering {
  readonly language: Language;
  /** Columns of a terminal; undefined for a pipe or a file. */
  readonly width: number | undefined;
  readonly colour: boolean;
  readonly profile: SarifProfile;
  /** Random, for this run alone. */
  readonly token: string;
  /** Words of the organisation's own bundles. */
  readonly words: readonly Lexicon[];
}

export function rendered(report: GateReport, format: GateFormat, how: Rendering): string {
  const say = speaker(
    how.language,
    gateWords,
    reachWords,
    cliWords,
    estateWords,
    policyWords,
    auditWords,
    ...how.words,
  );
  const renderers: Readonly<Record<GateFormat, () => string>> = {
    terminal: () => renderTerminal(report, say, how),
    json: () => renderJson(report),
    sarif: () => renderSarif(report, say, how.profile),
    junit: () => renderJunit(report, say),
    codequality: () => renderCodeQuality(report, say),
    markdown: () => renderMarkdown(report, say),
    github: () => renderGithub(report, say, how.token),
  };
  return renderers[format]();
}
