import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areFixed, spansAreFixed } from '../../audit/addresses.ts';

describe('a list of ranges', () => {
  it.each([
    ['one address', ['203.0.113.7'], true],
    ['the widest that is fixed', ['203.0.113.0/24'], true],
    ['one wider', ['203.0.112.0/23'], false],
    ['a quarter of a network that somebody bought', ['1.0.0.0/8'], false],
    ['the world in two halves', ['0.0.0.0/1', '128.0.0.0/1'], false],
    ['the word of a cloud for all its customers', ['0.0.0.0'], false],
    ['one wide among narrow ones', ['203.0.113.7/32', '8.0.0.0/5'], false],
    ['sixteen narrow ones', Array.from({ length: 16 }, (_, at) => `203.0.${at}.0/24`), true],
    ['seventeen narrow ones', Array.from({ length: 17 }, (_, at) => `203.0.${at}.0/24`), false],
    ['a network of one’s own', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'], true],
    ['one that is larger than one’s own', ['10.0.0.0/7'], false],
    ['one that lies beside it', ['172.32.0.0/12'], false],
    ['a site of IPv6', ['2001:db8:1::/48'], true],
    ['more than a site', ['2001:db8::/47'], false],
    ['an address of IPv6', ['2001:db8::1'], true],
    ['unique local addresses', ['fc00::/7'], true],
    ['more than those', ['f800::/6'], false],
    ['all of IPv6', ['::/0'], false],
    ['IPv4 behind a narrow mask', ['::ffff:0.0.0.0/96'], false],
    ['the same, written out', ['0:0:0:0:0:ffff:0:0/96'], false],
    ['the same, translated', ['64:ff9b::/96'], false],
    ['IPv4 inside IPv6', ['2001:db8::1.2.3.4/128'], false],
    ['no address', ['home'], false],
    ['an octal one', ['010.0.0.0/8'], false],
    ['one part too high', ['203.0.113.256'], false],
    ['too many bits', ['10.0.0.0/33'], false],
    ['two masks', ['10.0.0.0/8/8'], false],
    ['a mask of dots', ['1.2.3.4/255.255.255.0'], false],
    ['nothing', [''], false],
  ])('of %s', (_what, ranges, isNarrow) => {
    expect(areFixed(ranges)).toBe(isNarrow);
  });

  it('is fixed of a public address exactly from 24 bits on, whatever bits of the host are written', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.integer({ min: 11, max: 99 }),
        octet,
        octet,
        octet,
        fc.integer({ min: 0, max: 32 }),
        (...parts) => {
          const [a, b, c, d, bits] = parts;
          expect(areFixed([`${a}.${b}.${c}.${d}/${bits}`])).toBe(bits >= 24);
        },
      ),
    );
  });

  it('is never more fixed with one range more', () => {
    const range = fc.constantFrom(
      '1.2.3.0/24',
      '10.0.0.0/8',
      '1.0.0.0/8',
      '2001:db8::/48',
      '2001:db8::/32',
      'x',
      '::/0',
    );
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), range, (ranges, more) => {
        expect(areFixed([...ranges, more]) && !areFixed(ranges)).toBe(false);
      }),
    );
  });
});

describe('a list of spans', () => {
  it.each([
    ['one address', '203.0.113.7', '203.0.113.7', true],
    ['256 of them', '203.0.113.0', '203.0.113.255', true],
    ['257 of them', '203.0.113.0', '203.0.114.0', false],
    ['all there are', '0.0.0.0', '255.255.255.255', false],
    ['almost all', '0.0.0.1', '255.255.255.254', false],
    ['all customers of the cloud', '0.0.0.0', '0.0.0.0', false],
    ['a network of one’s own', '10.0.0.0', '10.255.255.255', true],
    ['one that begins in it', '10.0.0.0', '11.0.0.0', false],
    ['one that ends before it begins', '203.0.113.7', '203.0.113.1', false],
    ['no addresses', 'here', 'there', false],
  ])('of %s', (_what, first, last, isNarrow) => {
    expect(spansAreFixed([[first, last]])).toBe(isNarrow);
  });
});
