/** Classifies the files of a folder, live, and says of each what it holds: kinds and counts, never a value. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { classify, classOf } from '../../classifiers/index.ts';
import type { Context } from '../context.ts';
import { termWord } from '../report/spoken.ts';

const budget = { bytes: 16 * 1024 * 1024, ms: 10_000 };

export async function demoFiles(folder: string, { edge, out, say }: Context): Promise<void> {
  for (const name of (await readdir(folder)).sort()) {
    const extension = extname(name).slice(1);
    const { labels, fullPass } = await classify(createReadStream(join(folder, name)), {
      extension,
      budget,
      clock: edge.clock,
    });
    const kinds = [...new Set(labels.map((label) => termWord(say, label.category)))].sort();
    const told = {
      name: name.padEnd(24),
      class: classOf(labels, fullPass),
      kinds: kinds.join(', '),
      count: kinds.length,
    };
    out.line(say('demo.file', told), 30);
  }
}
