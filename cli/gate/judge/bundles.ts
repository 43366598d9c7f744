/** Controls of the organisation's own, from a path or from a ref, all of them checked before a byte of the change is read. */
import type { Trust } from '../../../estate/index.ts';
import type { Bundle } from '../../../policies/index.ts';
import { closePolicies, openPolicies } from '../../compose/policyBundles.ts';
import type { Edge } from '../../edge.ts';
import { located } from './fromRef.ts';

/** `taken`: ids of controls that are there already; `at`: RFC 3339 UTC. Closes what is open where one is refused. */
export async function openedFrom(
  words: readonly string[],
  taken: ReadonlySet<string>,
  trust: Trust,
  at: string,
  edge: Edge,
) {
  const bundles: Bundle[] = [];
  try {
    for (const word of words) {
      const [pin = ''] = /@sha256:[0-9a-f]{64}$/.exec(word) ?? [];
      const from = located(word.slice(0, word.length - pin.length), edge, '--policies');
      bundles.push(...(await openPolicies([from.path + pin], taken, { trust, at }, from.edge)));
    }
  } catch (cause) {
    await closePolicies(bundles);
    throw cause;
  }
  return bundles;
}
