/** What was written after `why` → a subject, and a control where one is named. Pure. */
import { CloisonFault, parseSubject, subjectOf } from '../../estate/index.ts';
import { UsageError } from '../usage.ts';
import type { Ground } from './ground.ts';
import type { Asked } from './why.ts';

/** As reports print computed subjects: `operator://op-1 → store://p/b`. */
const arrow = ' → ';

function subjectIn({ estate }: Ground, written: string): string {
  if (written.includes(arrow)) {
    const [from, to] = written.split(arrow).map((part) => part.trim()) as [string, string];
    return /^(?:operator|identity):/.test(from) ? subjectOf.access(from, to) : subjectOf.path(from, to);
  }
  // A bare name of a dataset: what most people will write first.
  return Object.hasOwn(estate.datasets, written) ? subjectOf.named('dataset', written) : written;
}

/**
 * Takes a subject, `control@subject`, or either as a report prints it. No subject holds an at sign: it is percent-encoded.
 * Throws `UsageError` for what is no subject, and for a control that does not exist.
 */
export function askedOf(ground: Ground, written: string): Asked {
  const at = written.indexOf('@');
  const control = at === -1 ? undefined : written.slice(0, at);
  const controls = ground.judgement.catalogue.map(({ id }) => id);
  if (control !== undefined && !controls.includes(control)) throw new UsageError('wrong-control', control, controls);
  const subject = subjectIn(ground, written.slice(at + 1));
  try {
    parseSubject(subject);
  } catch (cause) {
    if (!(cause instanceof CloisonFault)) throw cause;
    throw new UsageError('unknown-subject', subject, Object.keys(ground.estate.datasets));
  }
  return { subject, control };
}
