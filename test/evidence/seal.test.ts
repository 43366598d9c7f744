import { expect, test } from 'vitest';
import { sealed, verify, text, records, disclosures, statementPath } from './sealedRun.ts';
test('x', async () => {
  const files = await sealed();
  console.log(
    [...files.keys()],
    text(files, records),
    text(files, disclosures),
    Buffer.from(JSON.parse(text(files, statementPath)).payload, 'base64').toString(),
    text(files, 'data/log/checkpoint'),
    text(files, 'bag-info.txt'),
    text(files, 'manifest-sha256.txt'),
  );
  console.log(JSON.stringify(await verify(files), null, 1));
});
