/** `--policies`: an organisation's own controls, pinned on the command line or signed by an owner in a file beside them. */
import { join } from 'node:path';
import { parseEnvelope, type FileSystem, type Instant, type Trust } from '../../estate/index.ts';
import {
  bundleFiles,
  maxBundleBytes,
  openBundle,
  packBundle,
  type Authority,
  type Bundle,
  type BundleFile,
} from '../../policies/index.ts';
import type { Edge } from '../edge.ts';
import { UsageError } from '../usage.ts';

const flag = '--policies';
const maxEnvelopeBytes = 1024 * 1024;
const pinShape = /^(?<path>.+)@(?<pinned>sha256:[0-9a-f]{64})$/s;

/** An archive as it lies there; of a folder the four files of a bundle, packed so that they always have one digest. */
export function bundleBytes(path: string, files: FileSystem): Uint8Array {
  if (files.kindOf(path) !== 'folder') return files.read(path, maxBundleBytes).bytes;
  const found = new Map<BundleFile, Uint8Array>();
  for (const name of bundleFiles) {
    const at = join(path, name);
    if (files.kindOf(at) !== undefined) found.set(name, files.read(at, maxBundleBytes).bytes);
  }
  return packBundle(found);
}

export const approvalPath = (path: string): string => `${path.replace(/\/+$/, '')}.dsse.json`;

interface Voucher {
  readonly trust: Trust;
  readonly at: Instant;
}

function authorityOf(path: string, files: FileSystem, { trust, at }: Voucher): Authority {
  const beside = approvalPath(path);
  // Without a trust document nobody's signature counts: the bundle is as good as unsigned.
  if (files.kindOf(beside) === undefined || trust.keys.length === 0) throw new UsageError('unpinned', path, [], flag);
  return { envelope: parseEnvelope(files.read(beside, maxEnvelopeBytes).bytes), trust, at };
}

/** Opens each; when one is refused, those before it are closed. */
export async function openPolicies(
  asked: readonly string[],
  taken: ReadonlySet<string>,
  voucher: Voucher,
  edge: Edge,
): Promise<readonly Bundle[]> {
  const opened: Bundle[] = [];
  const files = await edge.files();
  try {
    for (const word of asked) {
      const { path = word, pinned } = pinShape.exec(word)?.groups ?? {};
      const authority = pinned === undefined ? authorityOf(path, files, voucher) : { pinned };
      opened.push(await openBundle(bundleBytes(path, files), authority, { taken }));
    }
  } catch (cause) {
    await closePolicies(opened);
    throw cause;
  }
  return opened;
}

export async function closePolicies(bundles: readonly Bundle[]): Promise<void> {
  await Promise.all(bundles.map((bundle) => bundle.close()));
}
