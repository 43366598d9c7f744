/** The door of `--seal`: what seals is loaded where it is asked for, for the gate starts cold in every pipeline. */
import type { Context } from '../../context.ts';
import { UsageError } from '../../usage.ts';
import type { GateGround } from '../ground.ts';
import type { GateReport } from '../report.ts';
import type { Artifact } from './artifact.ts';
import type { SealedDecision } from './sealing.ts';
import type { SealOptions } from './wishes.ts';

export interface Sealer {
  /** What the decision will name as executed. */
  readonly artifacts: readonly Artifact[];
  readonly seal: (ground: GateGround, report: GateReport) => Promise<SealedDecision>;
}

/** Undefined where nothing is to be sealed. Throws `UsageError` and faults before anything of the change is read. */
export async function sealerOf(options: SealOptions, context: Context): Promise<Sealer | undefined> {
  const { seal, artifact, commit, valid, key } = options;
  const others = { '--artifact': artifact, '--commit': commit, '--valid': valid, '--key': key };
  const [stray] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
  if (seal === undefined && stray !== undefined) throw new UsageError('together', '--seal', [], stray);
  if (seal === undefined) return undefined;
  const [{ sealingAsked }, { sealDecision }] = await Promise.all([import('./wishes.ts'), import('./sealing.ts')]);
  const sealing = await sealingAsked(seal, options, context);
  const { artifacts } = sealing;
  return { artifacts, seal: (ground, report) => sealDecision(ground, report, sealing, options, context.edge) };
}
