/** Judges one line of a collection: JSON, then its shape, then what its fields say together. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import { CloisonFault, isInstant, parseJsonStrict, parseSubject } from '../estate/index.ts';
import type { CollectionHeader, Json, Observation, Problem } from '../estate/index.ts';
import { checks, checkValue } from './collectionShape.ts';
import { isObject, type Fields } from './fields.ts';

/** Keys that would let an input configure its judge (pepin F6, F7): refused by name at any depth. */
export const judgeKeys: ReadonlySet<string> = new Set(['config', 'facts', 'clock', 'policies', 'trust', 'waivers']);

export type Complain = (code: string, path?: string, values?: Problem['values'], column?: number) => void;

const complaint: Partial<Record<string, string>> = {
  additionalProperties: 'collection-unknown-field',
  required: 'collection-missing-field',
};

function nameOf(error: ErrorObject): string {
  const { additionalProperty, missingProperty } = error.params as {
    additionalProperty?: string;
    missingProperty?: string;
  };
  return additionalProperty ?? missingProperty ?? '';
}

/** The name of a foreign field may itself be data: it is shown cut, and the one point of printing escapes it. */
function conforms(check: ValidateFunction, json: unknown, at: string, complain: Complain): boolean {
  if (check(json)) return true;
  for (const error of check.errors ?? []) {
    const field = nameOf(error).slice(0, 40);
    const path = `${at}${error.instancePath}${field === '' ? '' : `/${field}`}`;
    complain(complaint[error.keyword] ?? 'collection-wrong-type', path, { field, rule: error.keyword });
  }
  return false;
}

function configuresJudge(json: Json, path: string, complain: Complain): boolean {
  if (Array.isArray(json)) {
    return json.map((item: Json, index) => configuresJudge(item, `${path}/${index}`, complain)).includes(true);
  }
  if (!isObject(json)) return false;
  let found = false;
  for (const [key, inner] of Object.entries(json)) {
    if (judgeKeys.has(key)) {
      complain('collection-configures-judge', `${path}/${key}`, { key });
      found = true;
    } else if (configuresJudge(inner, `${path}/${key}`, complain)) found = true;
  }
  return found;
}

/** The JSON of a line, or undefined after complaining. */
export function parseLine(text: string, complain: Complain): Json | undefined {
  try {
    return parseJsonStrict(text);
  } catch (error) {
    if (!(error instanceof CloisonFault)) throw error;
    const { detail, column } = error.values;
    complain(
      detail === 'duplicate' ? 'collection-duplicate-key' : 'collection-json',
      '',
      { detail: detail ?? '' },
      Number(column ?? 1),
    );
    return undefined;
  }
}

export function readShape(kind: 'header' | 'trailer', json: Fields, complain: Complain): boolean {
  if (configuresJudge(json, '', complain)) return false;
  return conforms(checks[kind](), json, '', complain);
}

/** One source a place: a second one could say of it what the first did not see. */
export function readHeader(json: Fields, complain: Complain): CollectionHeader | undefined {
  if (json['version'] !== 'cloison/collection/v1') {
    complain('collection-version', '/version');
    return undefined;
  }
  if (!readShape('header', json, complain)) return undefined;
  const header = json as unknown as CollectionHeader;
  const places = new Set<string>();
  let isGood = true;
  for (const [index, { place }] of header.sources.entries()) {
    if (!places.has(place)) places.add(place);
    else {
      complain('collection-place-twice', `/sources/${index}/place`, { place });
      isGood = false;
    }
  }
  if (isInstant(header.collectedAt)) return isGood ? header : undefined;
  complain('collection-wrong-type', '/collectedAt', { field: 'collectedAt', rule: 'instant' });
  return undefined;
}

export function readObservation(json: Fields, complain: Complain): Observation | undefined {
  if (configuresJudge(json, '', complain) || !conforms(checks.observation(), json, '', complain)) return undefined;
  const seen = json as unknown as Observation;
  if ((seen.state === 'value') !== (seen.value !== undefined)) {
    complain('collection-value-state', '/value', { state: seen.state });
    return undefined;
  }
  if (seen.value !== undefined && !conforms(checkValue(seen.fact), seen.value, '/value', complain)) return undefined;
  if (!isInstant(seen.at)) {
    complain('collection-wrong-type', '/at', { field: 'at', rule: 'instant' });
    return undefined;
  }
  try {
    parseSubject(seen.subject);
  } catch {
    complain('collection-subject', '/subject');
    return undefined;
  }
  return seen;
}
