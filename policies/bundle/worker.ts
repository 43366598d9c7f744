/** Runs in a process of its own: nothing of a foreign module is compiled, instantiated or called anywhere else. */
import { Script } from 'node:vm';
import { CloisonFault, fault, type FaultCode, type FaultValues } from '../../estate/index.ts';
import { loadEngine, type LoadedEngine } from '../engine/engine.ts';
import type { Answer } from '../schema/answer.ts';
import type { Question } from '../schema/question.ts';
import { declaresMemory } from './memory.ts';

/** What it starts from. `digest` is checked again here, on the very bytes that are instantiated. */
export interface Start<Module> {
  /** Bytes, or base64 of them while they are sent. */
  readonly module: Module;
  readonly digest: string;
  /** `data.cloison.facts`, and the bundle's own documents beside it. */
  readonly facts: unknown;
  readonly data: Readonly<Record<string, unknown>>;
  readonly maxPages: number;
  /** Milliseconds that one call of the module may take before the process takes itself for forgotten. */
  readonly forlornMs: number;
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

const host = globalThis as { cloisonTurn?: () => Message };
const turn = new Script('cloisonTurn()');

const hasNoEnd = (cause: unknown): boolean =>
  (cause as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * What the library or the platform throws may quote memory of the module: only that it failed is told. Whoever started us
 * ends us long before `forlornMs`, unless it was ended itself; a module without an end never hears of that, and would take
 * a core for ever.
 */
function attempt(work: () => Message, forlornMs: number): Message {
  host.cloisonTurn = work;
  try {
    return turn.runInThisContext({ timeout: forlornMs }) as Message;
  } catch (cause) {
    if (hasNoEnd(cause)) process.exit(1);
    if (cause instanceof CloisonFault) return { failed: cause.code, values: cause.values };
    return { failed: 'module-refusal', values: { detail: 'throw' } };
  }
}

function loaded({ module, digest, facts, data, maxPages }: Start<string>): LoadedEngine {
  const bytes = Buffer.from(module, 'base64');
  if (declaresMemory(bytes)) throw fault('module-refusal', { entrypoint: 'module', detail: 'memory' });
  return loadEngine(bytes, digest, facts, { data, maxPages });
}

/** The first message starts it; each later one is a batch of questions. */
function serve(send: (message: Message) => void): (message: Start<string> | readonly Question[]) => void {
  let engine: LoadedEngine | undefined;
  let forlornMs = 0;
  return (message) => {
    if ('module' in message) {
      ({ forlornMs } = message);
      const open = (): Message => {
        engine = loaded(message);
        return { contracts: engine.contracts(), entrypoints: engine.entrypoints };
      };
      send(attempt(open, forlornMs));
      return;
    }
    // Each answer leaves at once: the deadline is that of one question, not of a batch.
    for (const question of message) send(attempt(() => ({ answer: engine!.decide(question) }), forlornMs));
  };
}

if (process.send !== undefined) process.on('message', serve(process.send.bind(process)));
