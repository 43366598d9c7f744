/**
 * The process that a bundle runs in. Evaluation is synchronous, so only ending it can hold a bundle to a deadline. A thread
 * would do for that, but the engine shares what it knows of compiled modules among threads, and has been seen to crash
 * where one ended while another ran a module: the run died with it, without a verdict.
 */
import type * as ChildProcess from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
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
/** Heap in MiB; the memory of the module is bounded apart. */
const limits = ['--max-old-space-size=128', '--max-semi-space-size=8'];
const batch = 64;

/** After its end every question is answered with why it ended. */
export class Apart {
  readonly #child: ChildProcess.ChildProcess;
  readonly #gone: Promise<void>;
  readonly #inbox: Message[] = [];
  #ended: Failed | undefined;
  #wake: (() => void) | undefined;

  constructor({ module, ...start }: Start<Uint8Array>) {
    // Asked for here: most who judge open no bundle, and the module costs each of them milliseconds.
    const { fork } = createRequire(import.meta.url)('node:child_process') as typeof ChildProcess;
    // No environment, no output of ours: the library prints what a module tells it to.
    this.#child = fork(fileURLToPath(script), [], {
      env: {},
      execArgv: limits,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Text that we parse: what speaks to us has run foreign code.
      serialization: 'json',
    });
    this.#child.on('message', (message: Message) => {
      // What comes after the end would be taken for the answer to a later question.
      if (this.#ended !== undefined) return;
      this.#inbox.push(message);
      this.#wake?.();
    });
    this.#gone = new Promise((resolve) => {
      const lost = () => {
        this.#end({ failed: 'module-refusal', values: { detail: 'process' } });
        resolve();
      };
      this.#child.on('error', lost);
      this.#child.on('exit', lost);
    });
    this.#send({ ...start, module: Buffer.from(module).toString('base64') } satisfies Start<string>);
  }

  async opened(openMs: number): Promise<Opened | Failed> {
    return (await this.#next(openMs)) as Opened | Failed;
  }

  /** One message a question, in order. */
  async *ask(questions: readonly Question[], { deadlineMs, totalMs }: Deadline): AsyncGenerator<Message> {
    const until = performance.now() + totalMs;
    for (let from = 0; from < questions.length; from += batch) {
      const asked = questions.slice(from, from + batch);
      if (this.#ended === undefined) this.#send(asked);
      for (const _ of asked) yield await this.#next(Math.min(deadlineMs, until - performance.now()));
    }
  }

  async close(): Promise<void> {
    this.#end({ failed: 'module-refusal', values: { detail: 'closed' } });
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  /** That it cannot be told anything any more is heard by its end. */
  #send(message: ChildProcess.Serializable): void {
    this.#child.send(message, () => {});
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
    this.#child.kill('SIGKILL');
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
