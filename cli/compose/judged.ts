/** One judgement from its command-line options: estate, trust, collection, day → findings. */
import type { Collection } from '../../estate/index.ts';
import { judge, judgeWith, type Bundle, type Judgement } from '../../policies/index.ts';
import type { Context } from '../context.ts';
import type { RevisionUsed } from '../report/report.ts';
import { timesOf, type Times } from './day.ts';
import { loadCollection, type CollectionOptions } from './loadCollection.ts';
import { loadEstate, type LoadedEstate } from './loadEstate.ts';
import { loadRevision } from './loadRevision.ts';
import { loadTrust } from './loadTrust.ts';
import { closePolicies, openPolicies } from './policyBundles.ts';
import { benchOf, premisesOf, type Bench } from './premises.ts';

export interface JudgeOptions extends CollectionOptions {
  readonly estate: string;
  readonly trust?: string;
  readonly asOf?: string;
  /** Bundles of the organisation's own controls. */
  readonly policies?: readonly string[];
  /** The signed revision that estate, facts and policy must be. */
  readonly revision?: string;
}

export interface JudgedRun {
  readonly loaded: LoadedEstate;
  readonly collection: Collection;
  readonly judgement: Judgement;
  readonly bench: Bench;
  readonly times: Times;
  /** Closed: what they answered is in the judgement. */
  readonly bundles?: readonly Bundle[];
  readonly revision?: RevisionUsed;
}

export async function judgedRun(options: JudgeOptions, context: Context): Promise<JudgedRun> {
  const { edge, err, say } = context;
  const times = timesOf(options.asOf, edge);
  const loaded = await loadEstate(options.estate, edge);
  const trust = await loadTrust(options.trust, edge);
  if (trust.keys.length === 0) err.line({ text: say('audit.no-trust'), style: 'dim' });
  // Before anything is read from outside: a module that is not ours must stop the run first.
  const bench = benchOf();
  const revision = await loadRevision(options.revision, { loaded, bench, trust, now: times.now }, edge);
  const { engine, catalogue } = bench;
  const taken = new Set(catalogue.map(({ id }) => id));
  const bundles = await openPolicies(options.policies ?? [], taken, { trust, at: times.now }, edge);
  try {
    const collection = await loadCollection(loaded, options, context);
    // An exception may name a control of a bundle: it is a known one.
    const known = { ...bench, catalogue: [...catalogue, ...bundles.flatMap((bundle) => bundle.catalogue)] };
    const premises = premisesOf(loaded, trust, times.asOf, known);
    const judgement = await judgeWith(judge(premises, collection, engine, catalogue), bundles);
    return { loaded, collection, judgement, bench, times, bundles, ...(revision === undefined ? {} : { revision }) };
  } finally {
    await closePolicies(bundles);
  }
}
