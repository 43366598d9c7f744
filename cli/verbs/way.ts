/** One way into a container, and the row that ways which are alike become. Pure. */
import type { Decision, Verdict } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';

/** `account`: declared in the estate at a place nobody read, so a right is possible. `unmapped`: an account of nobody we know. */
export type How = 'grant' | 'account' | 'plane' | 'unmapped' | 'everyone' | 'any-account';

/** A decision on containers that a way leads to. */
export interface OnContainer {
  readonly control: string;
  readonly verdict: 'deny' | 'unknown';
  /** Empty where none was seen: then it was asked as if one lay there. */
  readonly containers: readonly string[];
}

export interface WhoRow {
  readonly how: How;
  readonly entity: string | undefined;
  readonly country: string | undefined;
  /** Undefined where no control asked for it: the class is below it, or nobody is known. */
  readonly route: string | undefined;
  /** Nothing rules out that somebody of the row reads in clear. */
  readonly clearText: boolean;
  readonly from: readonly string[];
  /** People, or accounts of nobody we know; 0 for planes and open doors, where nobody is counted. */
  readonly count: number;
  readonly containers: readonly string[];
  readonly planes: readonly string[];
  /** The worst that is said of anybody of the row; undefined where nothing was asked. */
  readonly verdict: Verdict | undefined;
  /** What deviates, or is unknown. */
  readonly decisions: readonly Decision[];
  /**
   * Present where a foreign owner stands behind the way and no rule on access refuses it: what deviates or is unknown on
   * the container, which is where that is judged. Such a row is never a plain yes.
   */
  readonly onContainer?: readonly OnContainer[];
  /** Ids of the estate, or `identity-<n>`. */
  readonly ids: readonly string[];
}

export interface Unread {
  readonly container: string;
  /** A code of coverage, or the state of the fact. */
  readonly reason: string;
}

/** One way in, before it is counted. */
export interface Way extends Omit<WhoRow, 'count' | 'ids' | 'containers' | 'planes'> {
  readonly id?: string;
  readonly container?: string;
  readonly plane?: string;
}

/** Heaviest first. */
export const order: readonly Verdict[] = ['deny', 'unknown', 'allow', 'not-applicable'];
export const worst = (verdicts: readonly (Verdict | undefined)[]) => order.find((each) => verdicts.includes(each));
export const distinct = (list: readonly (string | undefined)[]) =>
  [...new Set(list.filter((each) => each !== undefined))].sort();

export function wayOf(how: How, { question, answer }: Judged, at: Pick<Way, 'id' | 'container' | 'plane'>): Way {
  const { operator } = question;
  const routes = answer.decisions.flatMap(({ reasons }) =>
    reasons.map(({ values }) => (values as Record<string, unknown>)['route']),
  );
  // Of a holder whom nobody knows the policy can only say what an unknown employer would make of it: that is no route.
  const route = operator?.employer === undefined ? undefined : routes.find((each) => typeof each === 'string');
  return {
    ...at,
    how,
    entity: operator?.employer,
    country: operator?.employerCountry,
    route,
    clearText: question.clearText?.value !== false,
    from: operator?.worksIn ?? [],
    verdict: worst(answer.decisions.map(({ verdict }) => verdict)),
    decisions: answer.decisions
      .filter(({ verdict }) => verdict === 'deny' || verdict === 'unknown')
      .map((each) => ({ ...each, subject: question.subject.id, reasons: each.reasons as Decision['reasons'] })),
  };
}
