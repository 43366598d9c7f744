/**
 * Bundles live for ever: the one in fixtures/golden-v1 was sealed by version 1 of the formats and must verify with every
 * later version of this code. It is never made anew; a format that changes gets a second folder beside it.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Trust } from '../../estate/index.ts';
import { openFolder, verifyBundle } from '../../evidence/index.ts';
import { checkpointPath, disclosures, filesIn, now, records, sealed } from './sealedRun.ts';

const golden = join(import.meta.dirname, 'fixtures', 'golden-v1');

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

test('the golden bundle of version 1 is VALID, with the root it has always had', async () => {
  const verified = await verifyBundle(await openFolder(golden), trust, {
    now,
    expectRoot: 'ef9f7d2a576e3e386b8f676dbc033f2dcfcb31ba6384c65d27c010752ac1b00e',
    expectSize: 13,
  });
  expect(verified.items.filter(({ verdict }) => verdict !== 'VALID')).toEqual([]);
  expect(verified.verdict).toBe('VALID');
});

test('the same run sealed today has the same records, disclosures and checkpoint, byte for byte', async () => {
  const [then, today] = [filesIn(golden), await sealed()];
  for (const path of [records, disclosures, checkpointPath, 'bag-info.txt', 'bagit.txt']) {
    expect([path, Buffer.from(today.get(path)!).equals(then.get(path)!)]).toEqual([path, true]);
  }
});
