/**
 * The one decision path. Whoever asks (an API server, an object store, a person at a terminal), the same question is built
 * from the same facts and put to the same module; the audit differs only in not knowing any session.
 */
import { datasetAt, placeOf, type Grant, type Reason, type Verdict } from '../estate/index.ts';
import { accessQuestion, grantedOf, lapsesOf, put, type Answer, type Question } from '../policies/index.ts';
import { isProtected, type Bench } from './bench.ts';
import { sessionFor, type Session, type SessionBasis } from './session.ts';

export type Right = Grant['rights'][number];
/** An operator of the estate by id, or an identity that belongs to none. */
export interface Holder {
  readonly who: 'operator' | 'identity';
  readonly id: string;
}

export interface Asked {
  readonly holder: Holder;
  readonly container: string;
  readonly kind: string;
  readonly rights: readonly Right[];
  /** The door: `rgw`, `kubernetes`, `check`. */
  readonly via: string;
  readonly session: Session;
  /** Left out: as the rights say, which is clear text for who may read, run or administer. */
  readonly clearText?: boolean;
}

export interface Deciding {
  readonly control: string;
  readonly verdict: Verdict;
  readonly codes: readonly string[];
}

export interface Ruling {
  readonly holder: Holder;
  readonly container: string;
  readonly verdict: 'allow' | 'deny' | 'unknown';
  /** Personal data or more, or nobody knows: here an unknown refuses as well. */
  readonly isProtected: boolean;
  readonly question: Question;
  readonly decisions: Answer['decisions'];
  /** Controls that refused; empty when only the session did, see `basis`. */
  readonly deciding: readonly Deciding[];
  readonly basis: SessionBasis;
  /** Ids of exceptions without which it would have been refused. */
  readonly waivers: readonly string[];
  /** Roles to turn to. */
  readonly ask: readonly string[];
}

function rolesToAsk({ view: { estate } }: Bench, container: string): string[] {
  const { dpo, accountable } = estate.organisation;
  const owner = datasetAt(estate, container)?.dataset.owner;
  return [...new Set([...(owner === undefined ? [] : [owner]), dpo ?? accountable])];
}

function verdictOf(deciding: readonly Deciding[], basis: SessionBasis, isGuarded: boolean): Ruling['verdict'] {
  if (deciding.some(({ verdict }) => verdict === 'deny')) return 'deny';
  return isGuarded && (deciding.length > 0 || basis === 'refused') ? 'unknown' : 'allow';
}

/** Pure but for the engine. A refusing engine gives unknowns, and unknown is never allowed for protected data. */
export function decide(bench: Bench, asked: Asked): Ruling {
  const { holder, container, kind, rights, via, clearText } = asked;
  const known = bench.classOf(container, kind);
  const grant: Grant = {
    ...holder,
    rights: [...rights],
    via,
    ...(clearText === undefined ? {} : { clearText }),
  };
  const place = placeOf(container) ?? '';
  const { session, basis } = sessionFor(bench.view.estate, place, known.effective, asked.session);
  const reach = { container, kind, grants: [grant], observation: undefined, known };
  const { question, answer } = put(bench.engine, bench.catalogue, accessQuestion(bench.view, reach, holder, session));
  const refusing = answer.decisions.filter(({ verdict }) => verdict === 'deny' || verdict === 'unknown');
  const waiverOf = (each: (typeof refusing)[number]): string | undefined => {
    const waiver = bench.waivers.get(`${each.control} ${question.subject.id}`);
    const found = grantedOf(each.verdict, each.reasons as Reason[], { question, answer });
    return waiver && found && lapsesOf(waiver, found).length === 0 ? waiver.id : undefined;
  };
  const deciding = refusing
    .filter((decision) => waiverOf(decision) === undefined)
    .map(({ control, verdict, reasons }) => ({ control, verdict, codes: reasons.map(({ code }) => code) }));
  const isGuarded = isProtected(known.effective);
  return {
    holder,
    container,
    verdict: verdictOf(deciding, basis, isGuarded),
    isProtected: isGuarded,
    question,
    decisions: answer.decisions,
    deciding,
    basis,
    waivers: refusing.flatMap((decision) => waiverOf(decision) ?? []),
    ask: rolesToAsk(bench, container),
  };
}

const weight = { allow: 0, unknown: 1, deny: 2 } as const;

/** The most cautious of several rulings; undefined when nothing was asked. */
export function worst(rulings: readonly Ruling[]): Ruling | undefined {
  return rulings.reduce<Ruling | undefined>(
    (found, each) => (found === undefined || weight[each.verdict] > weight[found.verdict] ? each : found),
    undefined,
  );
}
