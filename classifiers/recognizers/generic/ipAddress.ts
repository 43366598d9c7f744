import { BlockList, isIP } from 'node:net';
import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** Loopback, link-local, private and documentation-free ranges of RFC 1918, 3927, 4193, 4291: machines, not visitors. */
const inside = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['0.0.0.0', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

function passes(text: string): boolean {
  const version = isIP(text);
  return version !== 0 && !inside.check(text, version === 4 ? 'ipv4' : 'ipv6');
}

/** Personal data for whoever can learn the subscriber (CJEU C-582/14). `1.2.3.4` is as often a version, so context is needed. */
export const ipAddress: ValueRecognizer = {
  id: 'generic/ipAddress',
  category: 'pd:IPAddress',
  class: 'D2',
  method: 'pattern',
  says: phrases(['ip', 'ip address', 'adresse ip', 'client ip', 'remote addr', 'ipv', 'forwarded for']),
  unless: phrases(['pod ip', 'cluster ip', 'host ip', 'node ip', 'service ip', 'server ip']),
  forms: [
    { written: /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g, passes, prior: 0.9, alone: 'never', digits: 4 },
    { written: /(?<![\w:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\w:])/gi, passes, prior: 0.1, alone: 'never' },
  ],
};
