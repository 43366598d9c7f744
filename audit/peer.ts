/** The heavy clients are optional peers of the published package: a place asks for the one it needs, by name. */
import { fault } from '../estate/index.ts';
import type { GapReason } from './source.ts';

/** Reason of the gap → what `npm install` takes. */
const packages = {
  'needs-s3-client': '@aws-sdk/client-s3',
  'needs-kubernetes-client': '@kubernetes/client-node',
} as const satisfies Partial<Record<GapReason, string>>;

/** What `load` imports; where a package is not installed, a fault that names the one to install. */
export async function peer<T>(reason: keyof typeof packages, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw fault('client-missing', { reason, detail: packages[reason] }, { cause: error });
  }
}
