/** What personal data look like in text. Each shape is cheap and wide; `holds` then says no to digests, times and versions. */
import { isIPv4, isIPv6 } from 'node:net';
import { isValidIBAN } from 'ibantools';
import { isValidPhoneNumber } from 'libphonenumber-js';

export interface Pattern {
  readonly kind: 'e-mail' | 'phone' | 'ipv4' | 'ipv6' | 'iban' | 'nir';
  /** A text without this cannot match: most texts are passed over by it. */
  readonly needs?: string;
  readonly shape: RegExp;
  readonly holds: (found: string, text: string, at: number) => boolean;
}

/** Loopback, unspecified, broadcast and the documentation ranges of RFC 5737 and RFC 3849 lead to nobody. */
const nobody = /^(?:127\.|0\.0\.0\.0$|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|255\.255\.255\.255$)/;
const nobodyV6 = /^2001:0?db8:/i;

/** `10.0.0.0/8` is a network, `10.0.0.7/32` a machine. */
function isNetwork(text: string, end: number, hostBits: number): boolean {
  const prefix = /^\/([0-9]{1,3})(?![0-9])/.exec(text.slice(end, end + 5))?.[1];
  return prefix !== undefined && Number(prefix) < hostBits;
}

/** NIR (INSEE, 15 digits): key = 97 − (the first 13 modulo 97); Corsica counts 2A as 19 and 2B as 18. */
export function isNir(text: string): boolean {
  const plain = text.replaceAll(/[\s.-]/g, '').toUpperCase();
  const digits = plain.replace('2A', '19').replace('2B', '18');
  if (!/^[0-9]{15}$/.test(digits)) return false;
  return 97n - (BigInt(digits.slice(0, 13)) % 97n) === BigInt(digits.slice(13));
}

/** `name@1.2.3-beta.rc` is a package at a version. */
function isMail(found: string): boolean {
  const domain = found.slice(found.lastIndexOf('@') + 1);
  return !/^[0-9.]+(?:$|-)/.test(domain);
}

export const patterns: readonly Pattern[] = [
  {
    kind: 'e-mail',
    needs: '@',
    shape: /(?<![A-Za-z0-9._+-])[A-Za-z0-9._+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])/g,
    holds: isMail,
  },
  {
    kind: 'phone',
    needs: '+',
    shape: /(?<![A-Za-z0-9+/=])\+[1-9][0-9]{0,2}(?:[ .\u00a0\u202f-]?\(?[0-9]{1,4}\)?){2,7}(?![A-Za-z0-9+/=])/g,
    holds: (found) => isValidPhoneNumber(found),
  },
  {
    kind: 'phone',
    shape: /(?<![A-Za-z0-9.+/_:%-])0[1-9](?:[ .\u00a0\u202f-]?[0-9]{2}){4}(?![A-Za-z0-9+/=]|[.:-][0-9])/g,
    holds: (found) => isValidPhoneNumber(found, 'FR'),
  },
  {
    kind: 'ipv4',
    shape: /(?<![A-Za-z0-9.+-])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![A-Za-z0-9]|[.-][0-9A-Za-z])/g,
    holds: (found, text, at) => isIPv4(found) && !nobody.test(found) && !isNetwork(text, at + found.length, 32),
  },
  {
    // Global unicast, unique local and link local: `a::b` is an address too, of a part of the space that nobody has.
    kind: 'ipv6',
    shape:
      /(?<![A-Za-z0-9:.])(?:[23][0-9a-f]{3}|f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{0,4}(?![A-Za-z0-9:])/gi,
    holds: (found, text, at) => isIPv6(found) && !nobodyV6.test(found) && !isNetwork(text, at + found.length, 128),
  },
  {
    kind: 'iban',
    shape: /(?<![A-Za-z0-9+/=])[A-Z]{2}[0-9]{2}(?:[ \u00a0]?[A-Z0-9]{1,4}){3,8}(?![A-Za-z0-9+/=])/g,
    holds: (found) => isValidIBAN(found.replaceAll(/[\s\u00a0]/g, '')),
  },
  {
    kind: 'nir',
    shape:
      /(?<![A-Za-z0-9.+-])[1-478][ .]?[0-9]{2}[ .]?(?:0[1-9]|1[0-2]|[2-9][0-9])[ .]?(?:[0-9]{2}|2[AB])[ .]?[0-9]{3}[ .]?[0-9]{3}[ .-]?[0-9]{2}(?![A-Za-z0-9]|\.[0-9])/gi,
    holds: isNir,
  },
];

/**
 * How everything that has no `needs` begins, wide: each shape above stands behind what is neither letter nor digit, which
 * before these is the edge of a word or an underscore. A property test holds the two to each other.
 */
const begins = [
  '[0-9]{1,3}\\.[0-9]{1,3}\\.',
  '0[1-9](?:[ .\\u00a0\\u202f-]?[0-9]{2}){4}',
  '[23fF][0-9a-fA-F]{3}:',
  '[A-Z]{2}[0-9]{2}',
  '[1-478][ .]?[0-9]{2}[ .]?[0-9]{2}[ .]?[0-9][0-9ABab][ .]?[0-9]{3}',
].join('|');
export const suspicious = new RegExp(`\\b(?:${begins})|_(?:${begins})`, 'g');
