/** A key for one demonstration, and the trust that lies outside the evidence: the keys of `sample`, and this one. */
import { join } from 'node:path';
import { dayOf, instantOf, newKey, type Trust } from '../../estate/index.ts';
import type { Edge } from '../edge.ts';
import { makeFolder, writeOut } from '../write.ts';

export async function demoKey(folder: string, sample: Trust, edge: Edge): Promise<{ key: string; trust: string }> {
  const { privatePem, trusted } = newKey('tool', dayOf(instantOf(edge.now())), edge.random(32));
  await makeFolder(edge, folder);
  const [key, trust] = [join(folder, `${trusted.id}.pem`), join(folder, 'trust.json')];
  await writeOut(edge, key, [privatePem], { mode: 0o600, isNew: true });
  const text = JSON.stringify({ ...sample, keys: [...sample.keys, trusted] }, null, 2);
  await writeOut(edge, trust, [`${text}\n`], { isNew: true });
  return { key, trust };
}
