/**
 * Conditions that provably keep strangers out: fixed values of keys the caller cannot choose. The list follows Amazon S3's
 * "The meaning of public", with narrower origins; everything else, e.g. `aws:Referer`, leaves a statement public.
 */
import { areFixed } from '../addresses.ts';
import type { Condition } from './policy.ts';

const pinned = new Set(
  [
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:SourceArn',
    'aws:SourceAccount',
    'aws:SourceOwner',
    'aws:PrincipalOrgID',
    'aws:userid',
    'aws:PrincipalArn',
    's3:DataAccessPointAccount',
  ].map((key) => key.toLowerCase()),
);
const equal = new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike']);
const unequal = new Set([
  'StringNotEquals',
  'StringNotEqualsIgnoreCase',
  'StringNotLike',
  'ArnNotEquals',
  'ArnNotLike',
]);

const fixed = (values: readonly string[]): boolean =>
  values.length > 0 && values.every((text) => text !== '' && !/[*?$]/.test(text));

function pins(condition: Condition, string: ReadonlySet<string>, address: string): boolean {
  const key = condition.key.toLowerCase();
  if (key === 'aws:sourceip')
    return condition.operator === address && condition.values.length > 0 && areFixed(condition.values);
  return pinned.has(key) && string.has(condition.operator) && fixed(condition.values);
}

/** Conditions of one statement all hold together: one that pins is enough to shut strangers out of an Allow. */
export function onlyFixedOrigins(conditions: readonly Condition[]): boolean {
  return conditions.some((condition) => pins(condition, equal, 'IpAddress'));
}

/** A Deny with exactly one condition "not from there" keeps out all others; with a second one it denies less. */
export function shutsOthersOut(conditions: readonly Condition[]): boolean {
  return conditions.length === 1 && pins(conditions[0]!, unequal, 'NotIpAddress');
}
