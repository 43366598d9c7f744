/** The seam of this room: what a recognizer is. Adding one is one file under recognizers/<scope>/ and one line in list.ts. */
import type { DataClass, Label } from '../estate/index.ts';
import type { Phrases } from './names/phrases.ts';

interface Known {
  /** `<scope>/<thing>`, the path of its file: scope is `generic`, `special` or a country code. */
  readonly id: string;
  /** DPV 2.3 term, e.g. `pd:EmailAddress`. */
  readonly category: string;
  /** Class of a container that holds this and nothing else; decide/combinations.json raises some of them together. */
  readonly class: DataClass;
  readonly method: Label['method'];
  /** Column names that speak for it. Context adds, it never proves. */
  readonly says: Phrases;
  /** Column names that speak against `says`: `company name` is no person. */
  readonly unless?: Phrases;
}

/** One way an identifier is written. The same number with separators proves more than bare digits. */
export interface Form {
  /** Global, linear, bounded by itself; runs on windows of at most 512 characters, so no cell can make it slow. */
  readonly written: RegExp;
  /** Checksum and structure. Left out where the writing is all there is. */
  readonly passes?: (text: string) => boolean;
  /** Share of random text so written that passes, 0 to 1; pinned by a test that draws. */
  readonly prior: number;
  /**
   * Without context: `written` = nobody writes so by accident, one that passes is enough; `enough` = one is, when chance
   * is small; `ratio` = bare digits, only what chance does not explain; `never` = context is needed.
   */
  readonly alone: 'written' | 'enough' | 'ratio' | 'never';
  /** Fewest digits of a text worth trying. */
  readonly digits?: number;
}

/** Found in values: by pattern, by checksum. */
export interface ValueRecognizer extends Known {
  readonly method: 'checksum' | 'pattern';
  readonly forms: readonly Form[];
}

/** Found by the name of its column, when the values do not contradict it. */
export interface HeaderRecognizer extends Known {
  readonly method: 'header';
  /** Names that count only in a table about persons: a bare `name` may be the name of a product. */
  readonly saysOfPersons?: Phrases;
  readonly agrees: (value: string) => boolean;
}

/** Found by words, in column names or with enough weight in values; counts only in a table about persons. */
export interface TermsRecognizer extends Known {
  readonly method: 'terms';
  readonly terms: Phrases;
}

export type Recognizer = ValueRecognizer | HeaderRecognizer | TermsRecognizer;
