/**
 * Bundles live for ever: those in fixtures were each sealed by one version of the formats and must verify with every later
 * version of this code. None is ever made anew; a format that changes gets another folder beside them.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Trust } from '../../estate/index.ts';
import { openFolder, verifyBundle } from '../../evidence/index.ts';
import { checkpointPath, disclosures, filesIn, now, records, sealed, sealedLater } from './sealedRun.ts';

const goldenOf = (version: 1 | 2) => join(import.meta.dirname, 'fixtures', `golden-v${version}`);

/** The key of that day, written out: it must not follow a change of how keys are made here. */
const trust: Trust = {
  version: 'cloison/trust/v1',
  keys: [
    {
      id: 'tool-324be2dea8bc4446',
      role: 'tool',
      publicKey: 'MCowBQYDK2VwAyEA6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=',
      from: '2024-01-01',
      state: 'active',
    },
  ],
};

test.each([
  [1, 'ef9f7d2a576e3e386b8f676dbc033f2dcfcb31ba6384c65d27c010752ac1b00e', 13],
  [2, '01cb8b614a8797fe4c1da171ca20c6afcfca2a84b496451b6130aa2ea92704ee', 9],
] as const)(
  'the golden bundle of version %d is VALID, with the root it has always had',
  async (version, root, size) => {
    const folder = await openFolder(goldenOf(version));
    const verified = await verifyBundle(folder, trust, { now, expectRoot: root, expectSize: size });
    expect(verified.items.filter(({ verdict }) => verdict !== 'VALID')).toEqual([]);
    expect(verified.verdict).toBe('VALID');
  },
);

test.each([
  [1, sealed],
  [2, sealedLater],
] as const)(
  'the same run sealed today has the same records, disclosures and checkpoint as version %d, byte for byte',
  async (version, seal) => {
    const [then, today] = [filesIn(goldenOf(version)), await seal()];
    for (const path of [records, disclosures, checkpointPath, 'bag-info.txt', 'bagit.txt']) {
      expect([path, Buffer.from(today.get(path)!).equals(then.get(path)!)]).toEqual([path, true]);
    }
  },
);
