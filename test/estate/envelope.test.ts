import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  envelopeText,
  pae,
  parseEnvelope,
  signEnvelope,
  signingKeyOf,
  verifyEnvelope,
  type Envelope,
  type Expectation,
  type Trust,
  type TrustedKey,
} from '../../estate/index.ts';
import { testKey } from './keys.ts';

const type = 'application/vnd.cloison.test+json';
const tool = testKey('tool');
const owner = testKey('owner');
const body = new TextEncoder().encode('{"a":1}');
const expected: Expectation = { payloadType: type, roles: ['tool'], at: '2024-07-26T00:00:00.000Z' };
const trust = (...keys: TrustedKey[]): Trust => ({ version: 'cloison/trust/v1', keys });

describe('DSSE v1', () => {
  it('encodes the vector of the protocol, whose published P-256 signature verifies over it', () => {
    const encoded = pae('http://example.com/HelloWorld', new TextEncoder().encode('hello world'));
    expect(new TextDecoder().decode(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
    const coordinate = (decimal: string) =>
      Buffer.from(BigInt(decimal).toString(16).padStart(64, '0'), 'hex').toString('base64url');
    const key = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: coordinate('46950820868899156662930047687818585632848591499744589407958293238635476079160'),
        y: coordinate('5640078356564379163099075877009565129882514886557779369047442380624545832820'),
      },
    });
    const signature = Buffer.from(
      'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==',
      'base64',
    );
    expect(verify('sha256', encoded, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  });

  it('counts lengths in bytes, not in characters', () => {
    expect(new TextDecoder().decode(pae('é', new TextEncoder().encode('€')))).toBe('DSSEv1 2 é 3 €');
  });

  it('returns the signed bytes of any payload, signed by a key we trust', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const answer = verifyEnvelope(signEnvelope(type, bytes, tool.signing), trust(tool.trusted), expected);
        expect(answer).toEqual({
          ok: true,
          payload: bytes,
          keyId: tool.trusted.id,
          role: 'tool',
          keyIds: [tool.trusted.id],
        });
      }),
      { numRuns: 30 },
    );
  });

  it('refuses an envelope in which any one byte of payload, type or signature was changed', () => {
    const good = signEnvelope(type, body, tool.signing);
    const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const sig = good.signatures[0]!.sig;
    const bad: Envelope[] = [
      ...Array.from(good.payload).map((_, at) => ({ ...good, payload: flip(good.payload, at) })),
      ...Array.from(sig).map((_, at) => ({ ...good, signatures: [{ keyid: tool.trusted.id, sig: flip(sig, at) }] })),
      ...Array.from(type).map((_, at) => ({ ...good, payloadType: flip(type, at) })),
    ];
    for (const envelope of bad) expect(verifyEnvelope(envelope, trust(tool.trusted), expected).ok).toBe(false);
  });

  it('accepts standard and URL-safe base64, but no second spelling of the same bytes', () => {
    const bytes = Uint8Array.of(0xfb, 0xff, 0xfe, 0xfb);
    const good = signEnvelope(type, bytes, tool.signing);
    const spelt = (payload: string) => verifyEnvelope({ ...good, payload }, trust(tool.trusted), expected).ok;
    expect(['+//++w==', '-__--w==', '-__--w'].map(spelt)).toEqual([true, true, true]);
    expect(['+//++x==', '+/_++w==', '+//+ +w==', '+//++w=', '+//++w==='].map(spelt)).not.toContain(true);
  });

  it('takes the key id as a hint only', () => {
    const good = signEnvelope(type, body, tool.signing);
    const hinted = (keyid?: string) => ({
      ...good,
      signatures: [{ ...(keyid === undefined ? {} : { keyid }), sig: good.signatures[0]!.sig }],
    });
    for (const keyid of [undefined, '', 'somebody-else', owner.trusted.id]) {
      expect(verifyEnvelope(hinted(keyid), trust(tool.trusted, owner.trusted), expected)).toMatchObject({
        ok: true,
        keyId: tool.trusted.id,
      });
    }
  });

  it('counts two signatures of one key once', () => {
    const twice = signEnvelope(type, body, tool.signing, tool.signing);
    expect(verifyEnvelope(twice, trust(tool.trusted), expected)).toMatchObject({ keyIds: [tool.trusted.id] });
  });

  it.each<[string, unknown, Trust, Partial<Expectation>, string]>([
    ['another type', signEnvelope('text/plain', body, tool.signing), trust(tool.trusted), {}, 'payload-type'],
    ['no signature', { ...signEnvelope(type, body), signatures: [] }, trust(tool.trusted), {}, 'unsigned'],
    ['a stranger', signEnvelope(type, body, owner.signing), trust(tool.trusted), {}, 'unknown-key'],
    [
      'a forged hint',
      { ...signEnvelope(type, body), signatures: [{ keyid: tool.trusted.id, sig: 'AAAA' }] },
      trust(tool.trusted),
      {},
      'signature-invalid',
    ],
    ['the wrong role', signEnvelope(type, body, owner.signing), trust(owner.trusted), {}, 'wrong-role'],
    [
      'a key not yet valid',
      signEnvelope(type, body, tool.signing),
      trust({ ...tool.trusted, from: '2024-07-27' }),
      {},
      'out-of-period',
    ],
    [
      'a key after its end',
      signEnvelope(type, body, tool.signing),
      trust({ ...tool.trusted, until: '2024-07-25' }),
      {},
      'out-of-period',
    ],
    [
      'a retired key without an end',
      signEnvelope(type, body, tool.signing),
      trust({ ...tool.trusted, state: 'retired' }),
      {},
      'out-of-period',
    ],
    [
      'a compromised key',
      signEnvelope(type, body, tool.signing),
      trust({ ...tool.trusted, state: 'compromised', compromisedAt: '2030-01-01T00:00:00.000Z' }),
      {},
      'compromised',
    ],
    [
      'a time proven too late',
      signEnvelope(type, body, tool.signing),
      trust({ ...tool.trusted, state: 'compromised', compromisedAt: '2024-07-26T00:00:00.000Z' }),
      { provenAt: '2024-07-26T00:00:00.000Z' },
      'compromised',
    ],
    ['an unknown field', { ...signEnvelope(type, body, tool.signing), extra: 1 }, trust(tool.trusted), {}, 'malformed'],
    [
      'an unknown field of a signature',
      { ...signEnvelope(type, body), signatures: [{ sig: 'AAAA', cert: '' }] },
      trust(tool.trusted),
      {},
      'malformed',
    ],
    ['no object', 'text', trust(tool.trusted), {}, 'malformed'],
  ])('refuses %s', (_, envelope, trusted, changed, reason) => {
    expect(verifyEnvelope(envelope, trusted, { ...expected, ...changed })).toMatchObject({ ok: false, reason });
  });

  it('keeps what a compromised key signed before, when somebody else attests the time', () => {
    const compromised = trust({ ...tool.trusted, state: 'compromised', compromisedAt: '2024-07-27T00:00:00.000Z' });
    const signed = signEnvelope(type, body, tool.signing);
    expect(verifyEnvelope(signed, compromised, { ...expected, provenAt: '2024-07-26T00:00:00.000Z' }).ok).toBe(true);
  });

  it('accepts on the first and on the last day of a key', () => {
    const day = trust({ ...tool.trusted, from: '2024-07-26', until: '2024-07-26' });
    expect(
      verifyEnvelope(signEnvelope(type, body, tool.signing), day, { ...expected, at: '2024-07-26T23:59:59.999Z' }).ok,
    ).toBe(true);
  });

  it('never tries another algorithm, even for a key that was put into the trust document', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(
      verifyEnvelope(signEnvelope(type, body, tool.signing), trust({ ...tool.trusted, publicKey: spki }), expected).ok,
    ).toBe(false);
    expect(() => signEnvelope(type, body, { id: 'x', role: 'tool', privateKey })).toThrow('key-unusable');
    expect(() => signingKeyOf('tool', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toThrow(
      'key-unusable',
    );
    expect(() => signingKeyOf('tool', 'nothing')).toThrow('key-unusable');
  });

  it('reads its own file back and refuses one with a duplicate key or an unknown field', () => {
    const good = signEnvelope(type, body, signingKeyOf('tool', tool.privatePem));
    expect(parseEnvelope(envelopeText(good))).toEqual(good);
    expect(() => parseEnvelope(envelopeText(good).replace('{', '{"payload":"",'))).toThrow('bad-json');
    expect(() => parseEnvelope(envelopeText(good).replace('{', '{"x":"",'))).toThrow('bad-document');
  });
});
