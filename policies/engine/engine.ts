/**
 * The WebAssembly engine. One module, its digest pinned; another digest is refused before it is instantiated. Whatever is
 * not a whole, well-formed answer to the very question that was put (undefined, null, another shape, a throw) is a refusal.
 */
import { createRequire } from 'node:module';
import { fault, sha256 } from '../../estate/index.ts';
import { Answer } from '../schema/answer.ts';
import { isQuestion, type Question, type Stage } from '../schema/question.ts';
import { checker } from './shape.ts';
import type * as OpaWasm from '@open-policy-agent/opa-wasm';
import type { LoadedPolicy } from '@open-policy-agent/opa-wasm';

// The package's ESM build reads Node's path module through a bundler shim; its CommonJS build is the tested one.
const { loadPolicySync } = createRequire(import.meta.url)('@open-policy-agent/opa-wasm') as typeof OpaWasm;

/** A question is small by contract (design §6); a larger one is an attack on the evaluator's memory. Bytes of JSON. */
export const maxQuestionBytes = 64 * 1024;
const pageBytes = 64 * 1024;
/** Host functions that the JavaScript library supplies with the same meaning as OPA. Anything else is refused at load. */
export const supplied: ReadonlySet<string> = new Set(['json.is_valid']);

export interface Engine {
  /** `sha256:<hex>` of the module's bytes: the digest that evidence names. */
  readonly digest: string;
  decide(question: Question): Answer;
  /** The contracts of every control, keyed by control id, as the module itself states them. */
  contracts(): Record<string, unknown>;
}

/** What only a module that is not ours brings. */
export interface Foreign {
  /** Its own documents, beside `data.cloison`. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Memory it may never exceed, in pages of 64 KiB. */
  readonly maxPages?: number;
}

export interface LoadedEngine extends Engine {
  /** Names such as `cloison/main/placement`. */
  readonly entrypoints: readonly string[];
}

const isAnswer = checker(Answer);

/** Throws `module-digest`, `module-builtin`, `module-entrypoint`. `data` becomes `data.cloison.facts`. */
export function loadEngine(bytes: Uint8Array, pinned: string, data: unknown, foreign: Foreign = {}): LoadedEngine {
  const digest = `sha256:${sha256(bytes)}`;
  if (digest !== pinned) throw fault('module-digest', { expected: pinned, actual: digest });
  const document = JSON.stringify({ ...foreign.data, cloison: { facts: data } });
  // Growing page by page is quadratic; the parsed data takes about twelve times its text.
  const initial = Math.max(40, Math.ceil((document.length * 12) / pageBytes));
  const { maxPages } = foreign;
  const policy = loadPolicySync(bytes, { initial, ...(maxPages === undefined ? {} : { maximum: maxPages }) });
  refuseUnsupplied(policy);
  // As bytes: the library would write out again what it is given as an object.
  policy.setData(new TextEncoder().encode(document).buffer);
  return {
    digest,
    decide: (question) => answerTo(policy, question),
    contracts: () => ask(policy, 'cloison/catalogue/controls', {}) as Record<string, unknown>,
    entrypoints: Object.keys(policy.entrypoints),
  };
}

function refuseUnsupplied(policy: LoadedPolicy): void {
  const { exports } = policy.wasmInstance as { exports: Record<string, (at?: number) => number> };
  const memory = new Uint8Array(policy.mem.buffer);
  const start = exports['opa_json_dump']!(exports['builtins']!());
  const text = new TextDecoder().decode(memory.subarray(start, memory.indexOf(0, start)));
  for (const name of Object.keys(JSON.parse(text) as object)) {
    if (!supplied.has(name)) throw fault('module-builtin', { builtin: name });
  }
}

function ask(policy: LoadedPolicy, entrypoint: string, input: unknown): unknown {
  if (!Object.hasOwn(policy.entrypoints, entrypoint)) throw fault('module-entrypoint', { entrypoint });
  let results: unknown;
  try {
    results = policy.evaluate(input, entrypoint);
  } catch (cause) {
    // The library throws strings and bare objects; none of them may reach a person or look like an answer.
    throw fault('module-refusal', { entrypoint, detail: 'throw' }, { cause });
  }
  if (!Array.isArray(results) || results.length !== 1)
    throw fault('module-refusal', { entrypoint, detail: 'undefined' });
  return (results[0] as { result?: unknown }).result;
}

function answerTo(policy: LoadedPolicy, question: Question): Answer {
  if (!isQuestion(question)) throw fault('module-refusal', { entrypoint: 'question', detail: 'shape' });
  const { id } = question.subject;
  if (Buffer.byteLength(JSON.stringify(question)) > maxQuestionBytes)
    throw fault('question-too-large', {}, { subject: id });
  const stage = question.stage as Stage;
  const result = ask(policy, `cloison/main/${stage}`, question);
  if (!isAnswer(result) || result.subject !== id || result.stage !== stage) {
    throw fault('module-refusal', { entrypoint: stage, detail: 'shape' }, { subject: id });
  }
  return result;
}
