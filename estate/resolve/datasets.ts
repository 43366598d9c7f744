/** Which dataset a container belongs to, by declaration. */
import type { Dataset } from '../schema/data.ts';
import type { Estate } from '../schema/estate.ts';
import { placeOf } from '../subject.ts';
import { zoneOfPlace } from './parties.ts';

export interface Claimed {
  readonly id: string;
  readonly dataset: Dataset;
  /** `home`: in the zone of reference. `lies`: declared, in another zone. `copy`: a declared copy. */
  readonly as: 'home' | 'lies' | 'copy';
  /** Of a copy: replica, backup, archive or test. */
  readonly kind?: 'replica' | 'backup' | 'archive' | 'test';
  /** The container that was declared: the subject itself or the longest one around it. */
  readonly container: string;
}

interface ClaimIndex {
  readonly claims: ReadonlyMap<string, Claimed>;
  /** `scheme://` and the first segment of all that is declared: most containers lie in a place of which nothing is. */
  readonly places: ReadonlySet<string>;
}
const indexes = new WeakMap<Estate, ClaimIndex>();

const placed = (subject: string): string => {
  const end = subject.indexOf('/', subject.indexOf('://') + 3);
  return end < 0 ? subject : subject.slice(0, end);
};

function claimsOf(estate: Estate): ClaimIndex {
  const known = indexes.get(estate);
  if (known !== undefined) return known;
  const index = new Map<string, Claimed>();
  for (const [id, dataset] of Object.entries(estate.datasets)) {
    for (const container of dataset.lies ?? []) {
      const zone = zoneOfPlace(estate, placeOf(container) ?? '')?.zoneId;
      index.set(container, {
        id,
        dataset,
        as: zone !== undefined && zone === dataset.home ? 'home' : 'lies',
        container,
      });
    }
    for (const { subject, kind } of dataset.copies ?? [])
      index.set(subject, { id, dataset, as: 'copy', kind, container: subject });
  }
  const made = { claims: index, places: new Set([...index.keys()].map(placed)) };
  indexes.set(estate, made);
  return made;
}

/** `store://p/b/x/y/` → itself, `store://p/b/x/`, `store://p/b`; other schemes lose one segment at a time. */
function* around(subject: string): Generator<string> {
  yield subject;
  const [scheme, body] = [subject.slice(0, subject.indexOf('://') + 3), subject.slice(subject.indexOf('://') + 3)];
  const segments = body.replace(/\/$/, '').split('/');
  for (let length = segments.length - 1; length >= 1; length -= 1) {
    const outer = scheme + segments.slice(0, length).join('/');
    if (scheme === 'store://' && length >= 3) yield `${outer}/`;
    else if (scheme !== 'store://' || length === 2) yield outer;
  }
}

function found({ claims: index, places }: ClaimIndex, subject: string): Claimed | undefined {
  if (!places.has(placed(subject))) return undefined;
  for (const container of around(subject)) {
    const claimed = index.get(container);
    if (claimed !== undefined) return claimed;
  }
  return undefined;
}

/** Each subject is asked about several times in a row: the last answer is enough to remember. */
const last = new WeakMap<Estate, { readonly subject: string; readonly claimed: Claimed | undefined }>();

/** The dataset a container belongs to by declaration: the longest declared container around it wins. */
export function datasetAt(estate: Estate, subject: string): Claimed | undefined {
  const known = last.get(estate);
  if (known?.subject === subject) return known.claimed;
  const claimed = found(claimsOf(estate), subject);
  last.set(estate, { subject, claimed });
  return claimed;
}
