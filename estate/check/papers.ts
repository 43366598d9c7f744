/** Flows, transfers and waivers said once; waivers about exactly one subject; papers inside the folder. */
import { flawIn, type Check, type Entry } from '../read/draft.ts';
import type { Flaw } from '../read/flaw.ts';
import { staysInside } from '../read/path.ts';
import type { Waiver } from '../schema/papers.ts';
import { foundFields, isBound } from '../papers/covering.ts';
import { provisionalIn } from '../subject.ts';
import { parsed } from './containers.ts';

function* repeated(entries: readonly Entry<{ readonly id: string }>[]): Generator<Flaw> {
  const seen = new Map<string, string>();
  for (const entry of entries) {
    const other = seen.get(entry.value.id);
    if (other === undefined) seen.set(entry.value.id, entry.file);
    else yield flawIn(entry, ['id'], 'written-twice', { key: entry.value.id, other });
  }
}

export const idsOnce: Check = function* (draft) {
  yield* repeated(draft.flows);
  yield* repeated(draft.transfers);
  yield* repeated(draft.waivers);
};

/** A builder writes `*` as `%2A`: a bare one is somebody's hope for a pattern, and patterns are never honoured. */
export function hasWildcard(subject: string): boolean {
  return /[*?[\]{}]/.test(subject);
}

/** A name says where it lies: a place beside it, which nobody compares, would only look as if it bound something. */
function* covering(entry: Entry<Waiver>): Generator<Flaw> {
  const { id, subject, covers = {} } = entry.value;
  const found: readonly string[] = foundFields;
  const more = provisionalIn(subject) === undefined ? Object.keys(covers).filter((name) => !found.includes(name)) : [];
  for (const field of more) yield flawIn(entry, ['covers', field], 'waiver-covers-named', { id, field });
  if (!isBound(subject, entry.value.covers))
    yield flawIn(entry, ['subject'], 'waiver-unbound', { id }, { level: 'warning' });
}

export const waiverSubjects: Check = function* (draft) {
  for (const entry of draft.waivers) {
    const { subject } = entry.value;
    if (hasWildcard(subject)) yield flawIn(entry, ['subject'], 'waiver-wildcard', { id: entry.value.id });
    else if (parsed(subject) === undefined) yield flawIn(entry, ['subject'], 'bad-subject');
    else yield* covering(entry);
  }
};

export const paperPaths: Check = function* (draft) {
  for (const entry of draft.documents) {
    const { signed } = entry.value;
    if (signed !== undefined && !staysInside(signed)) yield flawIn(entry, ['signed'], 'path-escapes', { path: signed });
  }
  for (const entry of draft.waivers) {
    for (const [index, path] of (entry.value.signed ?? []).entries()) {
      if (!staysInside(path)) yield flawIn(entry, ['signed', index], 'path-escapes', { path });
    }
  }
};
