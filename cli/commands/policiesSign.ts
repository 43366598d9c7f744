/** `cloison policies sign`: an owner vouches for a bundle of own controls; prints the digest that can be pinned instead. */
import { envelopeText } from '../../estate/index.ts';
import { bundleDigest, catalogueOf, committedEngine, openBundle, signBundle } from '../../policies/index.ts';
import { loadKey } from '../compose/loadKey.ts';
import { approvalPath, bundleBytes } from '../compose/policyBundles.ts';
import type { Run } from '../context.ts';
import { visibleJson } from '../visibleJson.ts';
import { mayWrite, writeOut } from '../write.ts';

interface Options {
  readonly bundle: string;
  readonly key?: string;
  readonly out?: string;
}

export const policiesSign: Run<Options> = async (options, { edge, say, out, json }) => {
  const file = options.out ?? approvalPath(options.bundle);
  await mayWrite(file, { replaces: 'approval', inputs: [options.bundle, options.key] }, edge);
  const key = await loadKey(options.key, 'owner', edge);
  const bytes = bundleBytes(options.bundle, await edge.files());
  const digest = bundleDigest(bytes);
  // Nobody should sign what no audit would open.
  const taken = new Set(catalogueOf(committedEngine()).map(({ id }) => id));
  const bundle = await openBundle(bytes, { pinned: digest }, { taken });
  const { name, catalogue } = bundle;
  await bundle.close();
  await writeOut(edge, file, [envelopeText(signBundle(bytes, key))]);
  if (json) out.ready(visibleJson({ exitCode: 0, file, name, digest, key: key.id }, 2));
  else {
    out.line(say('policies.signed', { name, count: catalogue.length, file }));
    out.line(`${options.bundle}@${digest}`);
    out.line(say('seal.signer', { key: key.id }));
  }
  return 0;
};
