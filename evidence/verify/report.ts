/** What verification has to say: one item per thing found, the worst of them the verdict, nothing found never the end. */

/**
 * Six verdicts. The order is the precedence of the headline: a hole explains a digest that no longer fits, and a file
 * that is gone explains it too, but an altered byte explains neither.
 */
export const bundleVerdicts = ['GAP', 'MISSING', 'INVALID', 'UNVERIFIABLE', 'STALE', 'VALID'] as const;
export type BundleVerdict = (typeof bundleVerdicts)[number];

/** The exit code that each verdict has on the command line: 0 fine · 3 stale · 4 integrity · 5 cannot be verified. */
export const verdictExit: Readonly<Record<BundleVerdict, 0 | 3 | 4 | 5>> = {
  GAP: 4,
  MISSING: 4,
  INVALID: 4,
  UNVERIFIABLE: 5,
  STALE: 3,
  VALID: 0,
};

/** Cannot be verified, and for no other reason than that a later version made it. */
export const isOfLater = (items: readonly Item[]): boolean => {
  const open = items.filter(({ verdict }) => verdict === 'UNVERIFIABLE');
  return open.length > 0 && open.every(({ check }) => check === 'record-version' || check === 'statement-version');
};

/** Every sentence of verification: `verify.<code>` in words/. */
export const checkCodes = [
  'limit',
  'unreadable',
  'not-a-file',
  'unlisted',
  'unlisted-folder',
  'out-of-place',
  'case-collision',
  'file-missing',
  'file-digest',
  'manifest-line',
  'manifest-scope',
  'bag-text',
  'bag-info',
  'withheld-document',
  'withheld-file',
  'envelope',
  'statement',
  'statement-version',
  'statement-signature',
  'statement-unknown-key',
  'subject-digest',
  'subject-missing',
  'subject-extra',
  'reference',
  'checkpoint',
  'checkpoint-signature',
  'checkpoint-unknown-key',
  'checkpoint-key',
  'log-origin',
  'log-size',
  'log-root',
  'expected-size',
  'expected-root',
  'below-size',
  'expected-organisation',
  'expected-estate',
  'segment',
  'line-torn',
  'record-json',
  'record-canonical',
  'record-shape',
  'record-version',
  'record-time',
  'record-run',
  'record-sequence',
  'record-twice',
  'record-prev',
  'records-missing',
  'run-opened',
  'run-closed',
  'run-payload',
  'refers',
  'decision-answer',
  'decision-missing',
  'waiver-decision',
  'disclosure-line',
  'disclosure-stray',
  'commitment',
  'counts',
  'summary',
  'headline',
  'run-times',
  'future',
  'stale',
  'replay-differs',
  'note-files',
  'note-records',
  'note-signed',
  'note-withheld',
  'note-not-anchored',
  'note-no-outside-time',
  'note-clock-regressions',
  'note-reserved',
  'note-cosignatures',
  'note-more',
] as const;
export type CheckCode = (typeof checkCodes)[number];

export interface Item {
  readonly verdict: BundleVerdict;
  readonly check: CheckCode;
  /** File inside the bundle. */
  readonly path?: string;
  readonly seq?: number;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** A hostile bundle can be wrong a million times: the first thousand are kept, the rest counted. */
const maxItems = 1000;

export class Report {
  readonly items: Item[] = [];
  #more = 0;
  #worst: BundleVerdict = 'VALID';

  add(verdict: BundleVerdict, check: CheckCode, about: Omit<Item, 'verdict' | 'check'> = {}): void {
    if (bundleVerdicts.indexOf(verdict) < bundleVerdicts.indexOf(this.#worst)) this.#worst = verdict;
    if (this.items.length < maxItems) this.items.push({ verdict, check, ...about });
    else this.#more += 1;
  }

  /** Something that does not change the verdict but must be said. */
  note(check: CheckCode, values: Readonly<Record<string, string | number>> = {}): void {
    this.add('VALID', check, { values });
  }

  get verdict(): BundleVerdict {
    return this.#worst;
  }

  finish(): readonly Item[] {
    if (this.#more === 0) return this.items;
    return [...this.items, { verdict: this.#worst, check: 'note-more', values: { count: this.#more } }];
  }
}
