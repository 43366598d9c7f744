/** Whether the report that was sealed for people says of reach what the log says. */
import { canonicalText, parseJsonStrict } from '../../../../estate/index.ts';
import type { BundleFolder } from '../../../../evidence/index.ts';
import { countedReach } from './telling.ts';
import type { SealedReach } from './reading.ts';

const path = 'data/report/report.json';
/** A report of a hundred thousand resources is a tenth of it. */
const mostBytes = 512 * 1024 * 1024;

async function reportIn(folder: BundleFolder): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of folder.read(path)) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return parseJsonStrict(Buffer.concat(chunks));
}

const plain = (value: unknown): string => canonicalText(JSON.parse(JSON.stringify(value)));

/** A report that is withheld, or names that are, cannot contradict anything. */
export async function isReported(folder: BundleFolder, sealed: SealedReach): Promise<boolean> {
  const report = await reportIn(folder).catch(() => undefined);
  if (report === undefined || sealed.withheld > 0) return true;
  const { datasets: _datasets, withheld: _withheld, ...reach } = countedReach(sealed);
  return plain((report as { reach?: unknown }).reach ?? null) === plain(reach);
}
