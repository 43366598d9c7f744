/** Opens what a verb stands on. Without `--collection` nothing is collected: a verb informs, it does not look. */
import { join, relative } from 'node:path';
import { judge } from '../../policies/index.ts';
import type { Context } from '../context.ts';
import type { Ground } from '../verbs/ground.ts';
import { timesOf } from './day.ts';
import { loadCollection } from './loadCollection.ts';
import { loadEstate, type LoadedEstate } from './loadEstate.ts';
import { loadTrust } from './loadTrust.ts';
import { judgedByAll, withPolicies } from './ownControls.ts';
import { benchOf, premisesOf, type Bench } from './premises.ts';

export interface GroundOptions {
  readonly estate: string;
  readonly collection?: string;
  readonly collectionOfOtherEstate?: boolean;
  readonly trust?: string;
  readonly asOf?: string;
  /** Bundles of the organisation's own controls. */
  readonly policies?: readonly string[];
}

interface Judged extends Pick<Ground, 'premises' | 'collection' | 'judgement'> {
  readonly bench: Bench;
}

export function groundOver({ estate, folder }: LoadedEstate, { bench, ...judged }: Judged): Ground {
  const { engine, facts, catalogue } = bench;
  const near = (file: string) => relative('', join(folder.folder, file));
  return { estate, positions: folder.positions, near, facts, engine, catalogue, ...judged };
}

export async function groundOf(options: GroundOptions, context: Context): Promise<Ground> {
  const { edge, err, say } = context;
  const times = timesOf(options.asOf, edge);
  const loaded = await loadEstate(options.estate, edge);
  const trust = await loadTrust(options.trust, edge);
  if (trust.keys.length === 0) err.line({ text: say('audit.no-trust'), style: 'dim' });
  const bench = benchOf();
  const collection = options.collection === undefined ? undefined : await loadCollection(loaded, options, context);
  const judgement = await withPolicies(
    { policies: options.policies, trust, bench, now: times.now },
    edge,
    (bundles) => {
      // An exception may name a control of a bundle: it is a known one.
      const known = { ...bench, catalogue: [...bench.catalogue, ...bundles.flatMap(({ catalogue }) => catalogue)] };
      const from = premisesOf(loaded, trust, times.asOf, known);
      return judgedByAll(judge(from, collection, bench.engine, bench.catalogue), bundles);
    },
  );
  const premises = premisesOf(loaded, trust, times.asOf, bench);
  return groundOver(loaded, { premises, bench, collection, judgement });
}
