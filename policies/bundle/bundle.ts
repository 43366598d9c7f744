/** An organisation's own controls: opened only when somebody we trust lets them in, run only in a process of their own. */
import { fault, parseJsonStrict, sha256, type Control, type Lexicon } from '../../estate/index.ts';
import { refused, type Judged } from '../ask.ts';
import { committedRows } from '../facts/committed.ts';
import { policyData } from '../facts/policy-data.ts';
import { dueOf, checkedAnswer } from './answer.ts';
import { unpack, type BundleEntries } from './archive.ts';
import { authorise, type Authority } from './authority.ts';
import { catalogueFrom, refuseOurNames } from './catalogue.ts';
import { lexiconOf, readPaper } from './paper.ts';
import { Apart, type Deadline } from './apart.ts';
import type { Message, Opened } from './worker.ts';

export interface Bundle {
  /** `sha256:<hex>` over `bytes`: what was pinned or signed, and what evidence names. */
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly catalogue: readonly Control[];
  /** Sentences under the ids that outputs ask for: `<control>.title`, `<control>.<code>` … */
  readonly words: Lexicon;
  /**
   * Puts to the bundle each question that a control of it is due to answer, with what our own module answered; in order.
   * Never throws: what fails, or comes late, is `unknown` of every control concerned.
   */
  decideAll(asked: Iterable<Judged>, deadline?: Partial<Deadline>): Promise<readonly Judged[]>;
  close(): Promise<void>;
}

export interface Opening {
  /** Ids of our own controls: a bundle replaces none. */
  readonly taken: ReadonlySet<string>;
  /** Milliseconds until the module must have stated its contracts. */
  readonly openMs?: number;
  /** Memory of the module, in pages of 64 KiB. */
  readonly maxPages?: number;
  /** Milliseconds after which its process ends by itself, should nobody be left to end it. */
  readonly forlornMs?: number;
}

const patience: Deadline = { deadlineMs: 1000, totalMs: 600_000 };
const pages = { initial: 4096 };

/** Documents of the organisation; under `cloison` they would stand in for our facts of law and geography. */
function ownData(files: BundleEntries): Record<string, unknown> {
  const bytes = files.get('data.json');
  const value = bytes === undefined ? {} : parseJsonStrict(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'cloison' in value)
    throw fault('bad-document', { detail: 'data.json' });
  return value as Record<string, unknown>;
}

/** What goes wrong while it opens is the bundle's fault, not ours. */
function openedOf(message: Message): Opened {
  if ('contracts' in message) return message;
  const { failed, values } = message as { failed: 'module-refusal'; values: Record<string, string> };
  if (failed === 'module-refusal') throw fault('bad-document', { detail: 'policy.wasm' });
  throw fault(failed, values, { subject: 'policy.wasm' });
}

function refuseMissingStages(catalogue: readonly Control[], { entrypoints }: Opened): void {
  for (const stage of new Set(catalogue.flatMap(({ stages }) => stages))) {
    const entrypoint = `cloison/main/${stage}`;
    if (!entrypoints.includes(entrypoint)) throw fault('module-entrypoint', { entrypoint }, { subject: 'policy.wasm' });
  }
}

function answered(message: Message | undefined, { question }: Judged, due: readonly Control[]) {
  if (message !== undefined && 'answer' in message) {
    try {
      return checkedAnswer(message.answer, question, due);
    } catch {
      message = undefined;
    }
  }
  const failed = message !== undefined && 'failed' in message ? message.failed : 'module-refusal';
  const isLate = failed === 'bundle-deadline';
  const reason = isLate ? { code: failed, values: {} } : { code: 'engine-refused', values: { fault: failed } };
  return refused(question, due, reason);
}

async function decided(apart: Apart, catalogue: readonly Control[], asked: Iterable<Judged>, deadline: Deadline) {
  const concerned = [...asked]
    .map((judged) => ({ judged, due: dueOf(catalogue, judged) }))
    .filter(({ due }) => due.length > 0);
  const questions = concerned.map(({ judged }) => judged.question);
  const rows: Judged[] = [];
  for await (const message of apart.ask(questions, deadline)) {
    const { judged, due } = concerned[rows.length]!;
    rows.push({ question: judged.question, answer: answered(message, judged, due) });
  }
  return rows;
}

/**
 * Throws `bundle-digest`, `signature-invalid`, `file-too-large`, `bad-json`, `bad-document`, `bundle-without-rules`,
 * `bundle-without-catalogue`, `bundle-takes-our-name`, `module-builtin`, `module-entrypoint`, `bundle-deadline`. Nothing
 * of the bundle is read before its digest counts, and nothing of it runs before its papers are in order.
 */
export async function openBundle(given: Uint8Array, authority: Authority, opening: Opening): Promise<Bundle> {
  // Our own copy: what was checked is what runs, whatever the caller does with its buffer.
  const bytes = Uint8Array.from(given);
  const digest = authorise(bytes, authority);
  const files = unpack(bytes);
  const paper = readPaper(files.get('cloison.json'));
  refuseOurNames(Object.keys(paper.controls), opening.taken);
  const words = lexiconOf(paper);
  const module = files.get('policy.wasm');
  if (module === undefined) throw fault('bundle-without-rules', {}, { subject: 'policy.wasm' });
  const apart = new Apart({
    module,
    digest: `sha256:${sha256(module)}`,
    facts: policyData(committedRows),
    data: ownData(files),
    maxPages: opening.maxPages ?? pages.initial,
    forlornMs: opening.forlornMs ?? 30_000,
  });
  try {
    const opened = openedOf(await apart.opened(opening.openMs ?? 10_000));
    const catalogue = catalogueFrom(opened.contracts, paper, opening.taken, digest);
    refuseMissingStages(catalogue, opened);
    return {
      digest,
      bytes,
      name: paper.name,
      catalogue,
      words,
      decideAll: (asked, deadline = {}) => decided(apart, catalogue, asked, { ...patience, ...deadline }),
      close: () => apart.close(),
    };
  } catch (cause) {
    await apart.close();
    throw cause;
  }
}
