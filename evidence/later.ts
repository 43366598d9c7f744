/**
 * Statements of a kind of ours, by a version that is not out yet. Not read, and no forgery for that; nor is it a way out:
 * whoever writes a higher number into what was signed breaks the signature, and nothing of a later version is ever valid.
 */
import { isInstant, parseJsonStrict, verifyEnvelope, wrongAnyDay, type Refusal, type Trust } from '../estate/index.ts';
import { payloadType } from './bundle/statement.ts';

export interface Later {
  readonly version: number;
  /** When it says it was signed, where it still says so by the name it has today. */
  readonly at: string | undefined;
}

const versionIn = (type: string): readonly [string, number] => {
  const [, stem = '', version = ''] = /^(.*:v)([1-9][0-9]{0,5})$/.exec(type) ?? [];
  return [stem, Number(version)];
};
const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** `type`: predicate type of today, `urn:…:v1`. `times`: where the instant stands inside the predicate. */
export function laterIn(payload: Uint8Array, type: string, times: readonly string[]): Later | undefined {
  let statement: unknown;
  try {
    statement = parseJsonStrict(payload);
  } catch {
    return undefined;
  }
  const said = fieldOf(statement, 'predicateType');
  const [[stem, now], [other, version]] = [versionIn(type), versionIn(typeof said === 'string' ? said : '')];
  if (other !== stem || version <= now) return undefined;
  const at = times.reduce(fieldOf, fieldOf(statement, 'predicate'));
  return { version, at: typeof at === 'string' && isInstant(at) ? at : undefined };
}

export interface BrokenSignature {
  readonly reason: Refusal;
  readonly key: string;
}

/** Bytes are checked whatever the day: a forger who leaves out when it was signed has altered what was signed all the same. */
export function brokenSignature(envelope: unknown, { at }: Later, trust: Trust): BrokenSignature | undefined {
  const expected = { payloadType, roles: ['tool'] as const };
  const checked =
    at === undefined ? wrongAnyDay(envelope, trust, expected) : verifyEnvelope(envelope, trust, { ...expected, at });
  if (checked === undefined || checked.ok) return undefined;
  return { reason: checked.reason, key: checked.keyId ?? '' };
}
