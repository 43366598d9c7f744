/**
 * What an S3 answer means, by status and code, never by message: three servers word one refusal in three ways
 * (enforcement.md §6.2, engines.md §2). "No error" is not "supported", so a wrong root element counts here too.
 */
import { failed } from '../observe.ts';
import type { Answer } from '../source.ts';

/** Thrown inside the SDK when a 200 carries something else than was asked for, e.g. the object listing. */
export class WrongRoot extends Error {
  readonly root: string;
  constructor(root: string) {
    super(`wrong root element ${root}`);
    this.name = 'WrongRoot';
    this.root = root;
  }
}

const notImplemented = new Set(['NotImplemented', 'MethodNotAllowed', 'XNotImplemented', 'UnsupportedOperation']);
const notUnderstood = new Set(['InvalidArgument', 'InvalidRequest', 'MalformedXML', 'NotImplemented']);
/** The thing asked about is itself gone: nothing can be said of its configuration. */
const gone = new Set(['NoSuchBucket', 'NoSuchUpload']);

function stateOf(status: number, code: string): Exclude<Answer<never>['state'], 'value'> {
  if (status === 501 || status === 405 || notImplemented.has(code)) return 'unsupported';
  if (status === 400 && notUnderstood.has(code)) return 'unsupported';
  if (status === 401 || status === 403) return 'denied';
  if (gone.has(code)) return 'error';
  if (status === 404 && /^NoSuch|NotFound(Error)?$/.test(code)) return 'absent';
  return 'error';
}

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const plainCode = /^[A-Za-z0-9_.:-]{1,80}$/;

/** `code` is `<status> <error code>`; a code that is not a plain word is dropped: it could quote data. */
export function refusal(error: unknown): Answer<never> {
  if (error instanceof WrongRoot)
    return failed('unsupported', `200 root:${plainCode.test(error.root) ? error.root : '?'}`);
  const { name, code, Code, $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode ?? 0;
  const word =
    [Code, status === 0 ? code : undefined, name].find((text) => text !== undefined && plainCode.test(text)) ?? 'Error';
  return failed(status === 0 ? 'error' : stateOf(status, word), status === 0 ? word : `${status} ${word}`);
}
