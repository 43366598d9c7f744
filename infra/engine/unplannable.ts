/** Why no plan was made. Closed: each has a sentence and a next step; a run that throws one has written nothing. */

export type UnplannableCode =
  | 'sdk-missing'
  | 'project-missing'
  | 'project-unreadable'
  | 'not-nodejs'
  | 'program-missing'
  | 'stack-unknown'
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

  constructor(code: UnplannableCode, values: Readonly<Record<string, string | number>>, cause?: unknown) {
    super(`${code} ${JSON.stringify(values)}`, cause === undefined ? undefined : { cause });
    this.name = 'Unplannable';
    this.code = code;
    this.values = values;
  }
}
