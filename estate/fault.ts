/** The one error class. A document that is wrong yields problems (problem.ts); a fault is anything that stops the work. */

/** Closed union: every code has a sentence in words/{en,fr}.json under `fault.<code>`, and an exit code in the command line. */
export const faultCodes = [
  'not-canonical',
  'bad-subject',
  'bad-json',
  'bad-document',
  'file-unreadable',
  'file-too-large',
  'module-digest',
  'module-builtin',
  'module-entrypoint',
  'module-refusal',
  'question-too-large',
  'bundle-digest',
  'bundle-without-rules',
  'bundle-without-catalogue',
  'bundle-takes-our-name',
  'bundle-deadline',
  'key-missing',
  'key-permissions',
  'key-unusable',
  'signature-invalid',
  'revision-departs',
  'target-not-empty',
  'target-unwritable',
  'personal-data-in-output',
  'source-unreachable',
  'source-refused',
  'engine-missing',
  'client-missing',
  'usage',
  'internal',
] as const;
export type FaultCode = (typeof faultCodes)[number];
export type FaultValues = Readonly<Record<string, string | number>>;

/** `subject` is what the fault is about; `values` fill the sentence; neither ever holds personal data or a secret. */
export class CloisonFault extends Error {
  readonly code: FaultCode;
  readonly values: FaultValues;
  readonly subject: string | undefined;

  constructor(code: FaultCode, values: FaultValues, subject?: string, cause?: unknown) {
    super(`${code} ${JSON.stringify(values)}`, cause === undefined ? undefined : { cause });
    this.name = 'CloisonFault';
    this.code = code;
    this.values = values;
    this.subject = subject;
  }
}

export function fault(
  code: FaultCode,
  values: FaultValues = {},
  about: { subject?: string; cause?: unknown } = {},
): CloisonFault {
  return new CloisonFault(code, values, about.subject, about.cause);
}
