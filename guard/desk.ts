/** What the adapters work on: decides, writes the log, and words a refusal. */
import { instantOf, type Say } from '../estate/index.ts';
import type { Desk, Entry, Failure, Outcome, Settings } from './adapter.ts';
import type { Bench } from './bench.ts';
import { decide, worst, type Ruling } from './decide.ts';
import type { Commit } from './identify.ts';
import { decisionRow, failureRow, type Identity, type Row } from './log.ts';

/** What is impure, and what stays the same from request to request. */
export interface Office {
  readonly settings: Settings;
  readonly say: Say;
  readonly commit: Commit;
  readonly identity: Identity;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Must have written when it returns; throws when it cannot. */
  readonly write: (row: Row) => void;
}

/** Roles only: the sentence goes to whoever was refused, and into the audit log of the engine. */
export function reasonOf(say: Say, ruling: Ruling, id: string): string {
  const ask = ruling.ask.join(', ');
  const heaviest = ruling.deciding.find(({ verdict }) => verdict === 'deny') ?? ruling.deciding[0];
  if (heaviest === undefined) return say('guard.refused.session', { ask, id });
  const rule = { control: heaviest.control, title: say(`${heaviest.control}.title`), ask, id };
  return say(heaviest.verdict === 'deny' ? 'guard.refused.deny' : 'guard.refused.unknown', rule);
}

export function deskOf(bench: Bench, office: Office): Desk {
  const { settings, say, commit, identity, now, newId, write } = office;
  const { estate } = bench.view;
  const stamp = () => ({ time: instantOf(now()), id: newId(), identity });
  const fail = (adapter: string, failure: Failure): Outcome => {
    const made = stamp();
    // The answer is no in any case: that the log is broken must not become another answer.
    try {
      write(failureRow(made, adapter, failure));
    } catch {
      // Said by whoever writes; there is nobody else to tell.
    }
    const ask = estate.organisation.dpo ?? estate.organisation.accountable;
    return { id: made.id, isAllowed: false, reason: say(`guard.failed.${failure}`, { ask, id: made.id }) };
  };
  const conclude = (entry: Entry): Outcome => {
    const made = stamp();
    const heaviest = worst(entry.rulings);
    // What holds nothing personal and is refused by nobody is not logged: it would be a log of people, not of decisions.
    const isLogged = heaviest === undefined || heaviest.verdict !== 'allow' || heaviest.isProtected;
    try {
      if (isLogged) write(decisionRow(made, entry, bench, commit));
    } catch {
      return fail(entry.adapter, 'internal');
    }
    if (heaviest === undefined || heaviest.verdict === 'allow') return { id: made.id, isAllowed: true, reason: '' };
    return { id: made.id, isAllowed: false, reason: reasonOf(say, heaviest, made.id) };
  };
  return { bench, estate, settings, say, commit, decide: (asked) => decide(bench, asked), conclude, fail };
}
