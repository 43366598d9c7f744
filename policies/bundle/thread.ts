/** The thread that a bundle runs in. Evaluation is synchronous, so only ending the thread can hold it to a deadline. */
import { createRequire } from 'node:module';
import type * as WorkerThreads from 'node:worker_threads';
import type { Question } from '../schema/question.ts';
import type { Failed, Message, Opened, Start } from './worker.ts';

export interface Deadline {
  /** Milliseconds for one question. */
  readonly deadlineMs: number;
  /** Milliseconds for all questions of one call: a bundle just under its deadline could hold a run for a day. */
  readonly totalMs: number;
}

const isSource = import.meta.url.endsWith('.ts');
const script = new URL(isSource ? './worker.ts' : './worker.js', import.meta.url);
/** Heap of the thread in MiB; the memory of the module is bounded apart. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };
const batch = 64;

/** After its end every question is answered with why it ended. */
export class Thread {
  readonly #worker: WorkerThreads.Worker;
  readonly #inbox: Message[] = [];
  #ended: Failed | undefined;
  #wake: (() => void) | undefined;

  constructor(start: Start) {
    // Asked for here: most who judge open no bundle, and the module costs each of them milliseconds.
    const { Worker } = createRequire(import.meta.url)('node:worker_threads') as typeof WorkerThreads;
    // No environment, no output of ours: the library prints what a module tells it to.
    this.#worker = new Worker(script, {
      workerData: start,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits,
    });
    this.#worker.on('message', (message: Message) => {
      this.#inbox.push(message);
      this.#wake?.();
    });
    const lost: Failed = { failed: 'module-refusal', values: { detail: 'thread' } };
    this.#worker.on('error', () => this.#end(lost));
    this.#worker.on('exit', () => this.#end(lost));
  }

  async opened(openMs: number): Promise<Opened | Failed> {
    return (await this.#next(openMs)) as Opened | Failed;
  }

  /** One message a question, in order. */
  async *ask(questions: readonly Question[], { deadlineMs, totalMs }: Deadline): AsyncGenerator<Message> {
    const until = performance.now() + totalMs;
    for (let from = 0; from < questions.length; from += batch) {
      const asked = questions.slice(from, from + batch);
      if (this.#ended === undefined) this.#worker.postMessage(asked, []);
      for (const _ of asked) yield await this.#next(Math.min(deadlineMs, until - performance.now()));
    }
  }

  async close(): Promise<void> {
    this.#end({ failed: 'module-refusal', values: { detail: 'closed' } });
    await this.#worker.terminate();
  }

  #end(why: Failed): void {
    this.#ended ??= why;
    this.#wake?.();
  }

  async #next(ms: number): Promise<Message> {
    const message = this.#inbox.shift();
    if (message !== undefined) return message;
    if (this.#ended === undefined) await this.#wait(Math.max(0, ms));
    return this.#inbox.shift() ?? this.#ended ?? this.#late();
  }

  #late(): Failed {
    this.#end({ failed: 'bundle-deadline', values: {} });
    void this.#worker.terminate();
    return this.#ended!;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      // If we ourselves were held up, the answer may lie unread: one turn of the loop reads it before time is called.
      const timer = setTimeout(() => setImmediate(resolve), ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
