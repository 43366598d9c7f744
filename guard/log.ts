/**
 * The decision log: one JSON line a decision. Estate ids only; an account that belongs to nobody is a commitment under a
 * key that dies with the process. No user name, access key, object key, address or word of a request is ever a value here.
 */
import { dataClasses, datasetAt, placeOf, rights as allRights, type Instant } from '../estate/index.ts';
import type { Entry, Failure } from './adapter.ts';
import type { Bench } from './bench.ts';
import { worst, type Deciding, type Ruling } from './decide.ts';
import type { Commit } from './identify.ts';

/** The judge's identity, on every row. */
export interface Identity {
  /** `sha256:…` of the compiled policy. */
  readonly module: string;
  /** `sha256:…` of the signed revision, or `unsealed`. */
  readonly revision: string;
}

export interface Row {
  readonly version: 'cloison/decision/v1';
  readonly time: Instant;
  readonly id: string;
  readonly adapter: string;
  readonly verdict: 'allow' | 'deny' | 'unknown' | 'exempt';
  readonly place?: string;
  /** `operator://<id>`, or `identity-unknown` with a commitment. */
  readonly who?: string;
  readonly commitment?: string;
  /** The declared container, or a commitment to one that nobody declared. */
  readonly container?: string;
  readonly class?: string;
  readonly rights?: readonly string[];
  readonly controls?: readonly Deciding[];
  readonly session?: string;
  readonly waivers?: readonly string[];
  /** How many questions the request came to; the row is about the one that weighs most. */
  readonly questions?: number;
  readonly failure?: Failure;
  readonly module: string;
  readonly revision: string;
}

export interface Stamp {
  readonly time: Instant;
  readonly id: string;
  readonly identity: Identity;
}

function head(stamp: Stamp, adapter: string): Pick<Row, 'version' | 'time' | 'id' | 'adapter' | 'module' | 'revision'> {
  const { time, id, identity } = stamp;
  return { version: 'cloison/decision/v1', time, id, adapter, ...identity };
}

function personOf({ question, holder }: Ruling): Pick<Row, 'who' | 'commitment'> {
  const { operator } = question;
  if (operator?.id !== undefined) return { who: `operator://${operator.id}` };
  return { who: 'identity-unknown', commitment: holder.id.replace(/^identity-/, '') };
}

/** A bucket or namespace that the estate does not name may be called anything: only what is declared is spelled out. */
export function containerSaid(bench: Bench, container: string, commit: Commit): string {
  if (datasetAt(bench.view.estate, container)?.container === container) return container;
  return bench.containersAt(placeOf(container) ?? '').some(({ subject }) => subject === container)
    ? container
    : `undeclared-${commit('container', container)}`;
}

/** Members of a closed list only: at the Data API the caller wrote the question, and may have written anything. */
function listed(words: readonly string[], list: readonly string[]): string[] {
  return words.filter((word) => list.includes(word));
}

export function decisionRow(stamp: Stamp, entry: Entry, bench: Bench, commit: Commit): Row {
  const { adapter, place, rulings, exempt } = entry;
  const heaviest = worst(rulings);
  const start = { ...head(stamp, adapter), place };
  if (heaviest === undefined) return { ...start, verdict: exempt === true ? 'exempt' : 'allow', questions: 0 };
  const { question, verdict, deciding, basis, waivers } = heaviest;
  return {
    ...start,
    verdict,
    ...personOf(heaviest),
    container: containerSaid(bench, heaviest.container, commit),
    class: listed([question.class.effective], dataClasses)[0] ?? 'unknown',
    rights: listed(question.rights?.rights ?? [], allRights),
    controls: deciding,
    session: basis,
    ...(waivers.length === 0 ? {} : { waivers }),
    questions: rulings.length,
  };
}

export function failureRow(stamp: Stamp, adapter: string, failure: Failure): Row {
  return { ...head(stamp, adapter), verdict: 'deny', failure };
}
