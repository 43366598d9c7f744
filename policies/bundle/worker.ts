/** Runs in a process of its own: nothing of a foreign module is compiled, instantiated or called anywhere else. */
import { CloisonFault, type FaultCode, type FaultValues } from '../../estate/index.ts';
import { loadEngine, type LoadedEngine } from '../engine/engine.ts';
import type { Answer } from '../schema/answer.ts';
import type { Question } from '../schema/question.ts';

/** What it starts from. `digest` is checked again here, on the very bytes that are instantiated. */
export interface Start<Module> {
  /** Bytes, or base64 of them while they are sent. */
  readonly module: Module;
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

function opened(engineOf: () => LoadedEngine, keep: (engine: LoadedEngine) => void): Message {
  return attempt(() => {
    const engine = engineOf();
    keep(engine);
    return { contracts: engine.contracts(), entrypoints: engine.entrypoints };
  });
}

/** The first message starts it; each later one is a batch of questions. */
function serve(send: (message: Message) => void): (message: Start<string> | readonly Question[]) => void {
  let engine: LoadedEngine | undefined;
  return (message) => {
    if ('module' in message) {
      const { module, digest, facts, data, maxPages } = message;
      const load = () => loadEngine(Buffer.from(module, 'base64'), digest, facts, { data, maxPages });
      send(opened(load, (loaded) => (engine = loaded)));
      return;
    }
    // Each answer leaves at once: the deadline is that of one question, not of a batch.
    for (const question of message) send(attempt(() => ({ answer: engine!.decide(question) })));
  };
}

if (process.send !== undefined) process.on('message', serve(process.send.bind(process)));
