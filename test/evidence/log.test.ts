import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkNote,
  checkpointText,
  consistencyProof,
  inclusionProof,
  isEquivocation,
  leafHash,
  originOf,
  parseCheckpoint,
  parseNote,
  rootOf,
  signNote,
  verifierKey,
  verifyConsistency,
  verifyInclusion,
} from '../../evidence/index.ts';

const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = ['6e340b9c', 'fac54203', 'aeb6bcfe', 'd37ee418', '4e3bbb1f', '76e67dad', 'ddb89be4', '5dc9da79'];
const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const many = (size: number) => Array.from({ length: size }, (_, index) => leafHash(Buffer.from(String(index))));

describe('the Merkle tree of RFC 6962', () => {
  test('has the published roots for one to eight leaves', () => {
    for (const [index, start] of roots.entries()) {
      expect(
        rootOf(leaves.slice(0, index + 1))
          .toString('hex')
          .slice(0, 8),
      ).toBe(start);
    }
    expect(rootOf(leaves).toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  test('has the digest of nothing as root of no leaf', () => {
    expect(rootOf([]).toString('hex')).toBe(createHash('sha256').digest('hex'));
  });

  test('proves each leaf of each size up to 40, and case 17: no other index, no proof longer or shorter', () => {
    for (let size = 1; size <= 40; size += 1) {
      const all = many(size);
      const root = rootOf(all);
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(all, index);
        expect(verifyInclusion(all[index]!, index, size, proof, root)).toBe(true);
        if (size > 1) expect(verifyInclusion(all[index]!, (index + 1) % size, size, proof, root)).toBe(false);
        expect(verifyInclusion(all[index]!, index, size, [...proof, root], root)).toBe(false);
        if (proof.length > 0) expect(verifyInclusion(all[index]!, index, size, proof.slice(1), root)).toBe(false);
        if (proof.length > 0) expect(verifyInclusion(all[index]!, index, size, proof.slice(0, -1), root)).toBe(false);
      }
    }
    expect(verifyInclusion(leaves[0]!, 1, 1, [], rootOf(leaves.slice(0, 1)))).toBe(false);
    expect(() => inclusionProof(leaves, 8)).toThrow(RangeError);
  });

  test('case 16: a consistency proof holds for the prefix it is of, and for no other', () => {
    for (let second = 1; second <= 24; second += 1) {
      const all = many(second);
      for (let first = 1; first <= second; first += 1) {
        const proof = consistencyProof(all, first);
        const [old, current] = [rootOf(all.slice(0, first)), rootOf(all)];
        expect(verifyConsistency(first, old, second, current, proof)).toBe(true);
        expect(verifyConsistency(first, leafHash(old), second, current, proof)).toBe(false);
        expect(verifyConsistency(first, old, second, current, [...proof, old])).toBe(false);
        if (proof.length > 0) expect(verifyConsistency(first, old, second, current, proof.slice(1))).toBe(false);
      }
    }
    expect(verifyConsistency(2, leaves[0]!, 1, leaves[0]!, [])).toBe(false);
    expect(() => consistencyProof(leaves, 0)).toThrow(RangeError);
  });
});

describe('signed notes', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const other = generateKeyPairSync('ed25519');
  const name = 'cloison/Exercise/run-1';
  const keys = [{ id: 'tool-1', name, publicKey }];
  const note = signNote('a\nb\n', name, privateKey);

  test('spell the verifier key of the published vector', () => {
    const vector = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
    const raw = Buffer.from(vector.split('+')[2]!, 'base64').subarray(1);
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
    expect(verifierKey('example.com/foo', createPublicKey({ key: spki, format: 'der', type: 'spki' }))).toBe(vector);
  });

  test('are read back and checked', () => {
    const read = parseNote(Buffer.from(note));
    expect(read.text).toBe('a\nb\n');
    expect(checkNote(read, keys)).toEqual({ ok: true, keyIds: ['tool-1'], unknown: 0 });
  });

  test('ignore signatures of unknown keys, and are rejected whole by one bad signature of a known key', () => {
    const [stranger] = signNote('a\nb\n', 'witness', other.privateKey).split('\n').slice(-2);
    expect(checkNote(parseNote(Buffer.from(`${note}${stranger}\n`)), keys)).toMatchObject({ ok: true, unknown: 1 });
    const bad = signNote('another\n', name, privateKey).split('\n').at(-2)!;
    const checked = checkNote(parseNote(Buffer.from(`${note}${bad}\n`)), keys);
    expect(checked).toEqual({ ok: false, reason: 'signature-invalid', keyId: 'tool-1' });
  });

  test('under another name, or by another key, are of an unknown key', () => {
    const read = parseNote(Buffer.from(signNote('a\n', 'other', privateKey)));
    expect(checkNote(read, keys)).toEqual({ ok: false, reason: 'unknown-key' });
    const foreign = parseNote(Buffer.from(signNote('a\n', name, other.privateKey)));
    expect(checkNote(foreign, keys)).toEqual({ ok: false, reason: 'unknown-key' });
  });

  test.each([
    ['empty', ''],
    ['without a blank line', 'a\n— x AAAAAAAA\n'],
    ['without a last newline', note.trimEnd()],
    ['with a carriage return', note.replace('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${note}`],
    ['with a signature line of another shape', `${note}— x\n`],
    ['with a signature that is no base64', `${note}— x !!!!!!!!\n`],
    ['with sixty-five signatures', `${note}${'— x AAAAAAAA\n'.repeat(64)}`],
    ['longer than any note', 'a'.repeat(70_000)],
  ])('%s are refused', (_, source) => {
    expect(() => parseNote(Buffer.from(source))).toThrow('bad-document');
  });

  test('in broken UTF-8 are refused', () => {
    expect(() => parseNote(Buffer.concat([Buffer.from([0xff]), Buffer.from(note)]))).toThrow('bad-document');
  });
});

describe('checkpoints', () => {
  const checkpoint = { origin: originOf('Exercice & Cie', 'run-1'), size: 3, root: rootOf(leaves) };

  test('name one run of one organisation, percent-encoded', () => {
    expect(checkpoint.origin).toBe('cloison/Exercice%20%26%20Cie/run-1');
    expect(() => originOf('', 'run-1')).toThrow('usage');
    expect(() => originOf('x', 'run 1')).toThrow('usage');
    expect(() => originOf('x', 'a/b')).toThrow('usage');
  });

  test('come back as they were, in one spelling only', () => {
    const spelt = checkpointText(checkpoint);
    expect(parseCheckpoint(spelt)).toEqual(checkpoint);
    for (const other of [spelt.replace('\n3\n', '\n03\n'), `${spelt}more\n`, spelt.replace('\n3\n', '\nx\n'), '']) {
      expect(() => parseCheckpoint(other)).toThrow('bad-document');
    }
  });

  test('case 15: two of one size with two roots are an equivocation; of two sizes, or the same twice, are not', () => {
    const fork = { ...checkpoint, root: leaves[0]! };
    expect(isEquivocation(checkpoint, fork)).toBe(true);
    expect(isEquivocation(checkpoint, { ...checkpoint })).toBe(false);
    expect(isEquivocation(checkpoint, { ...fork, size: 4 })).toBe(false);
    expect(isEquivocation(checkpoint, { ...fork, origin: 'other' })).toBe(false);
  });
});

test('any change of any leaf changes the root', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 4 }), { minLength: 1, maxLength: 20 }), fc.nat(), (all, at) => {
      const index = at % all.length;
      const changed = all.map((leaf, one) => (one === index ? Uint8Array.from([...leaf, 1]) : leaf));
      expect(rootOf(all.map(leafHash)).equals(rootOf(changed.map(leafHash)))).toBe(false);
    }),
  );
});

test('the key of a note is taken from the private key itself', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const again = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  expect(signNote('a\n', 'n', again)).toBe(signNote('a\n', 'n', privateKey));
});
