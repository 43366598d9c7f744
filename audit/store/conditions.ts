/**
 * Conditions that provably keep strangers out: fixed values of keys the caller cannot choose. The list and the widths
 * follow Amazon S3's "The meaning of public"; everything else, e.g. `aws:Referer`, leaves a statement public.
 */
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

/**
 * Share of its address space that a range takes; 1, the world, for what does not parse. `::ffff:0.0.0.0/96` is the
 * whole of IPv4 behind a narrow-looking mask, so an IPv6 range with an embedded IPv4 address pins nothing.
 */
function share(range: string): number {
  const [address = '', length] = range.split('/');
  const v6 = address.includes(':');
  if (!/^[0-9a-fA-F:.]+$/.test(address) || (v6 && /\.|^::|ffff/i.test(address))) return 1;
  const bits = length === undefined ? (v6 ? 128 : 32) : Number(length);
  return Number.isInteger(bits) && bits >= (v6 ? 32 : 8) ? 2 ** -bits : 1;
}

/** Two hundred and fifty-six ranges of /8 are the world too: all of them together may take 1/32 of it. */
const narrow = (ranges: readonly string[]): boolean =>
  ranges.length > 0 && ranges.reduce((sum, range) => sum + share(range), 0) <= 1 / 32;

const fixed = (values: readonly string[]): boolean =>
  values.length > 0 && values.every((text) => text !== '' && !/[*?$]/.test(text));

function pins(condition: Condition, string: ReadonlySet<string>, address: string): boolean {
  const key = condition.key.toLowerCase();
  if (key === 'aws:sourceip') return condition.operator === address && narrow(condition.values);
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
