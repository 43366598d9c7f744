/** `cloison gate replay`: before a release of policies, what would they have said of changes that were sealed? */
import { instantOf } from '../../estate/index.ts';
import { policyWords } from '../../policies/index.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import { closePolicies, openPolicies } from '../compose/policyBundles.ts';
import { benchOf } from '../compose/premises.ts';
import type { Run } from '../context.ts';
import { reachAgain } from '../gate/bound/reach/again.ts';
import { ourAnswers, ownAnswers } from '../gate/bound/replay/asking.ts';
import { changesBetween } from '../gate/bound/replay/changes.ts';
import { sealedRun } from '../gate/bound/replay/sealed.ts';
import { codeOfReplay, tellReplay, type Replayed } from '../gate/bound/replay/tell.ts';
import { inputNames } from '../gate/input/inputNames.ts';
import { gateWords } from '../gate/words.ts';
import { visibleJson } from '../visibleJson.ts';

export interface ReplayOptions {
  readonly folders: readonly string[];
  readonly trust: string;
  readonly policies?: readonly string[];
}

/** 1 where something that passed would be denied, 3 where it would be unknown or could not be asked again. */
export const gateReplay: Run<ReplayOptions> = async (options, context) => {
  const { edge, out, json } = context;
  const now = instantOf(edge.now());
  const trust = await loadTrust(options.trust, edge);
  const bench = benchOf();
  const { engine } = bench;
  const taken = new Set(bench.catalogue.map(({ id }) => id));
  const bundles = await openPolicies(options.policies ?? [], taken, { trust, at: now }, edge);
  const names = inputNames(options.folders);
  const replayed: Replayed[] = [];
  try {
    for (const [at, path] of options.folders.entries()) {
      const { integrity, judged, own, withheld, evidence } = await sealedRun(path, trust, now, await edge.files());
      const reach = evidence && (await reachAgain(evidence.folder, { bench, trust, asOf: evidence.asOf }));
      const { judged: again, put, refused } = ourAnswers(engine, judged);
      // Without new bundles nothing is said of the old ones: their answers stand on neither side.
      const [before, after] = bundles.length === 0 ? [[], []] : [own, await ownAnswers(bundles, again)];
      const changes = changesBetween([...put, ...before], [...again, ...after]);
      const left = bundles.length === 0 ? own.length : 0;
      replayed.push({ name: names[at]!, integrity, asked: again.length, refused, withheld, left, changes, reach });
    }
  } finally {
    await closePolicies(bundles);
  }
  const code = codeOfReplay(replayed);
  const speak = context.speak(gateWords, policyWords, ...bundles.map(({ words }) => words));
  if (json) out.ready(visibleJson({ version: 'cloison/gate-replay/v1', exitCode: code, folders: replayed }, 2));
  else tellReplay(replayed, code, { ...context, say: speak });
  return code;
};
