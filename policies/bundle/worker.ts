/** Runs in a thread of its own: nothing of a foreign module is compiled, instantiated or called anywhere else. */
import { parentPort, workerData } from 'node:worker_threads';
import { CloisonFault, type FaultCode, type FaultValues } from '../../estate/index.ts';
import { loadEngine, type LoadedEngine } from '../engine/engine.ts';
import type { Answer } from '../schema/answer.ts';
import type { Question } from '../schema/question.ts';

/** What the thread starts from. `digest` is checked again here, on the very bytes that are instantiated. */
export interface Start {
  readonly module: Uint8Array;
  readonly digest: string;
  /** `data.cloison.facts`, and the bundle's own documents beside it. */
  readonly facts: unknown;
  readonly data: Readonly<Record<string, unknown>>;
  readonly maxPages: number;
}

export interface Failed {
  readonly failed: FaultCode;
  readonly values: FaultValues;
}
export interface Opened {
  readonly contracts: unknown;
  readonly entrypoints: readonly string[];
}
/** First `Opened` or `Failed`, then one `Answer` or `Failed` for each question, in order. */
export type Message = Opened | Failed | { readonly answer: Answer };

/** What the library or the platform throws may quote memory of the module: only that it failed is told. */
function attempt(work: () => Message): Message {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof CloisonFault) return { failed: cause.code, values: cause.values };
    return { failed: 'module-refusal', values: { detail: 'throw' } };
  }
}

function serve(port: NonNullable<typeof parentPort>, { module, digest, facts, data, maxPages }: Start): void {
  let engine: LoadedEngine | undefined;
  port.postMessage(
    attempt(() => {
      engine = loadEngine(module, digest, facts, { data, maxPages });
      return { contracts: engine.contracts(), entrypoints: engine.entrypoints };
    }),
  );
  port.on('message', (questions: readonly Question[]) => {
    // Each answer leaves at once: the deadline is that of one question, not of a batch.
    for (const question of questions) port.postMessage(attempt(() => ({ answer: engine!.decide(question) })));
  });
}

if (parentPort !== null) serve(parentPort, workerData as Start);
