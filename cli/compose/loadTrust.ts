/** Whose signatures count: `--trust`, a file that lies outside estate and bundle. */
import { readTrust, type Trust } from '../../estate/index.ts';
import type { Edge } from '../edge.ts';
import { ProblemsFound } from '../problems.ts';

const maxTrustBytes = 1024 * 1024;
/** Without a trust document no signature counts: nothing is believed by default. */
export const noTrust: Trust = { version: 'cloison/trust/v1', keys: [] };

export async function loadTrust(path: string | undefined, edge: Edge): Promise<Trust> {
  if (path === undefined) return noTrust;
  const { bytes } = (await edge.files()).read(path, maxTrustBytes);
  const { trust, problems } = readTrust(bytes, path);
  if (trust === undefined) throw new ProblemsFound(problems);
  return trust;
}
