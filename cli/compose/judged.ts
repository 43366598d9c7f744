/** One judgement from its command-line options: estate, trust, collection, day → findings. */
import type { Collection } from '../../estate/index.ts';
import { judge, type Judgement } from '../../policies/index.ts';
import type { Context } from '../context.ts';
import { timesOf, type Times } from './day.ts';
import { loadCollection, type CollectionOptions } from './loadCollection.ts';
import { loadEstate, type LoadedEstate } from './loadEstate.ts';
import { loadTrust } from './loadTrust.ts';
import { benchOf, premisesOf, type Bench } from './premises.ts';

export interface JudgeOptions extends CollectionOptions {
  readonly estate: string;
  readonly trust?: string;
  readonly asOf?: string;
}

export interface JudgedRun {
  readonly loaded: LoadedEstate;
  readonly collection: Collection;
  readonly judgement: Judgement;
  readonly bench: Bench;
  readonly times: Times;
}

export async function judgedRun(options: JudgeOptions, context: Context): Promise<JudgedRun> {
  const { edge, err, say } = context;
  const times = timesOf(options.asOf, edge);
  const loaded = await loadEstate(options.estate, edge);
  const trust = await loadTrust(options.trust, edge);
  if (trust.keys.length === 0) err.line({ text: say('audit.no-trust'), style: 'dim' });
  // Before anything is read from outside: a module that is not ours must stop the run first.
  const bench = benchOf();
  const collection = await loadCollection(loaded, options, context);
  const premises = premisesOf(loaded, trust, times.asOf, bench);
  return { loaded, collection, judgement: judge(premises, collection, bench.engine, bench.catalogue), bench, times };
}
