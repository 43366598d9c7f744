/** The gate without its command line: bytes and an estate in memory → the code that the command would end with. */
import { readPlans, refuseProblems } from '../../../../cli/gate/input/plans.ts';
import { counted, countsOf } from '../../../../cli/gate/findings/counting.ts';
import type { GateGround } from '../../../../cli/gate/ground.ts';
import type { GateFinding } from '../../../../cli/gate/report.ts';
import { noTrust } from '../../../../cli/compose/loadTrust.ts';
import { benchOf } from '../../../../cli/compose/premises.ts';
import { outcomeOf } from '../../../../cli/outcome.ts';
import { ProblemsFound } from '../../../../cli/problems.ts';
import { CloisonFault, type Estate } from '../../../../estate/index.ts';
import { judgePlan, premisesFrom, remembering } from '../../../../policies/index.ts';

export interface Document {
  readonly text: string;
  readonly estate: Estate;
  /** The place that manifests are for. */
  readonly place?: string;
}

export interface Gated {
  /** 2 where the input is refused as such. */
  readonly code: number;
  /** Containers that were judged. */
  readonly judged: number;
}

const now = '2026-06-01T10:00:00.000Z';
const { engine, facts, catalogue } = benchOf();
const controls = catalogue.map(({ id }) => id);
// Most wounds touch nothing that is asked: what was answered once is not asked of the module again.
const asked = remembering(engine);
/** Every control blocks. */
const blocking = { relaxed: [], unsigned: 0, stageOf: () => ({}) };

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Throws what is neither a problem of the input nor a fault that the command tells: a crash. */
export async function gated({ text, estate, place }: Document): Promise<Gated> {
  const { signal } = new AbortController();
  try {
    const input = { name: 'input', bytes: once(text) };
    const of = { estate, at: now, tool: 'cloison test', placeOfInput: () => place, signal };
    const reading = await readPlans([input], of);
    refuseProblems(reading);
    const given = { estate, files: new Map(), trust: noTrust, facts, controls, phase: 'plan' } as const;
    const premises = { ...premisesFrom(given, now), planned: reading.planned };
    const plan = judgePlan(premises, reading.collection, asked, catalogue, { moves: reading.movements });
    const ground = { reading, plan, judgement: plan, isChangeNamed: false } as unknown as GateGround;
    const findings = plan.findings.map((each) => ({ ...each, known: false }) as GateFinding);
    const rows = countsOf(reading.rows);
    const { code } = outcomeOf(counted(ground, findings, rows, blocking));
    return { code, judged: rows.judged };
  } catch (error) {
    if (error instanceof ProblemsFound || error instanceof CloisonFault) return { code: 2, judged: 0 };
    throw error;
  }
}
