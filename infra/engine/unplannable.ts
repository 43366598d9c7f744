/** Why no plan was made. Closed: each has a sentence and a next step; a run that throws one has written nothing. */

export type UnplannableCode =
  | 'sdk-missing'
  | 'project-missing'
  | 'project-unreadable'
  | 'not-nodejs'
  | 'program-missing'
  | 'stack-unknown'
  | 'stack-qualified'
  | 'setting-missing'
  | 'export-unreadable'
  | 'program-failed'
  | 'program-unfinished'
  | 'program-timeout'
  | 'transform-refused'
  | 'resource-twice'
  | 'remote-component'
  | 'call-missing'
  | 'interrupted';

/** `values` fill the sentence; they hold paths inside the project, names and the program's own first line of error. */
export class Unplannable extends Error {
  readonly code: UnplannableCode;
  readonly values: Readonly<Record<string, string | number>>;
  /** Of the same run, each for itself: a person mends all of them at once. */
  readonly beside: readonly Unplannable[];

  constructor(
    code: UnplannableCode,
    values: Readonly<Record<string, string | number>>,
    cause?: unknown,
    beside: readonly Unplannable[] = [],
  ) {
    super(`${code} ${JSON.stringify(values)}`, cause === undefined ? undefined : { cause });
    this.name = 'Unplannable';
    this.code = code;
    this.values = values;
    this.beside = beside;
  }

  with(other: Unplannable): Unplannable {
    return new Unplannable(this.code, this.values, this.cause, [...this.beside, other]);
  }
}
