import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hmac, hmacKey, hmacOnce } from '../../evidence/log/hmac.ts';

const keys = fc.uint8Array({ minLength: 0, maxLength: 64 });

it('is what Node makes, for every key of one block and every message', () => {
  fc.assert(
    fc.property(
      keys,
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 6000, maxLength: 40_000 })),
      (key, text) => {
        const known = createHmac('sha256', key).update(text).digest('hex');
        expect(hmac(hmacKey(key), text).toString('hex')).toBe(known);
        expect(hmacOnce(key, text)).toBe(known);
      },
    ),
    { numRuns: 400 },
  );
});

it('keeps nothing of one message for the next', () => {
  const key = hmacKey(new Uint8Array(32).fill(7));
  const first = hmac(key, 'é'.repeat(30_000));
  hmac(key, 'x');
  expect(hmac(key, 'é'.repeat(30_000)).equals(first)).toBe(true);
  expect(first.equals(hmac(key, 'é'.repeat(30_001)))).toBe(false);
});

// RFC 4231, test case 2.
it('is what the RFC says', () => {
  const made = hmac(hmacKey(Buffer.from('Jefe')), 'what do ya want for nothing?').toString('hex');
  expect(made).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
});
