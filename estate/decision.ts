/** What a policy concludes, and what a person must read. */
import type { DataClass } from './schema/terms.ts';

export const verdicts = ['allow', 'deny', 'unknown', 'not-applicable'] as const;
export type Verdict = (typeof verdicts)[number];
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];
/** Only `law` may say that an article is infringed; the others say "related to". */
export const forces = ['law', 'contract', 'framework', 'house'] as const;
export type Force = (typeof forces)[number];

/** `code` picks the sentence `<control>.<code>` of the words; `values` fill it. No sentence is made in Rego. */
export interface Reason {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** One row per (control, subject). */
export interface Decision {
  readonly control: string;
  readonly subject: string;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** Digests of the observations cited. */
  readonly because: readonly string[];
  /** `sha256:…` of the organisation's own bundle that decided; left out when it was our module. */
  readonly bundle?: string;
}

/** A control as its Rego declares it; the catalogue is read from the compiled module, so there is one source. */
export interface Control {
  readonly id: string;
  readonly severity: Severity;
  readonly force: Force;
  /** GDPR articles and framework clauses, e.g. `GDPR 44`, `SecNumCloud 3.2 19.6`. Empty only with `noReference`. */
  readonly references: readonly string[];
  readonly noReference?: string;
  readonly stages: readonly string[];
  /** Phases at which it answers: `plan`, `request`, `live`. Left out: at all of them. */
  readonly phases?: readonly string[];
  readonly kinds: readonly string[];
  readonly classes: readonly DataClass[];
  readonly requires: readonly string[];
  /** `sha256:…` of the organisation's own bundle that states it; left out for a control of ours. */
  readonly bundle?: string;
}

export interface Finding extends Decision {
  readonly verdict: 'deny' | 'unknown';
  readonly severity: Severity;
  readonly force: Force;
  readonly references: readonly string[];
  readonly dataset?: string;
  readonly zone?: string;
  /** The class that it was judged with, where it is known. */
  readonly class?: DataClass;
  /** Id of the waiver in force for exactly this control and subject. */
  readonly waiver?: string;
}
