/** The estate itself, and the papers that it rests on: refused, expired, ending soon, signed by nobody who counts. */
import {
  daysInclusive,
  dayOf,
  isError,
  resolvePapers,
  resolveWaivers,
  type Estate,
  type EstateFolder,
  type Trust,
} from '../../estate/index.ts';
import { listedState } from '../compose/waiverStates.ts';
import { good, note, soonDays, warn, wrong, type Check } from './check.ts';

/** A contract that ended and that nothing rests on any more is history, and no problem. */
function citedIn({ entities, activities, flows, transfers }: Estate): Set<string> {
  const cited = [
    ...Object.values(entities).map(({ contract }) => contract),
    ...Object.values(activities).map(({ dpia }) => dpia),
    ...flows.map(({ provenBy }) => provenBy),
    ...transfers.map(({ basis }) => basis?.tia),
  ];
  return new Set(cited.filter((id) => id !== undefined));
}

function* termOf(noun: string, id: string, until: string | undefined, today: string): Generator<Check> {
  if (until === undefined) return;
  if (until < today) yield wrong('expired', 'stale', { noun, id, until });
  else if (daysInclusive(today, until) <= soonDays)
    yield warn('expiring', { noun, id, until, days: daysInclusive(today, until) });
}

function* documentChecks(
  estate: Estate,
  { files }: EstateFolder,
  trust: Trust | undefined,
  now: string,
): Generator<Check> {
  const cited = citedIn(estate);
  const none: Trust = { version: 'cloison/trust/v1', keys: [] };
  for (const [id, { document, signed }] of resolvePapers(estate, files, trust ?? none, now)) {
    if (!cited.has(id)) continue;
    yield* termOf('document', id, document.until, dayOf(now));
    const isOpen = signed === 'invalid' || (signed === 'untrusted' && trust !== undefined);
    if (isOpen || (document.signed !== undefined && signed === 'missing'))
      yield wrong('document-unsigned', 'stale', { id, signed });
  }
}

/** `controls`: known ids. Without a trust document no approval counts, so nothing is said of approvals. */
function* waiverChecks(
  estate: Estate,
  { files }: EstateFolder,
  trust: Trust | undefined,
  now: string,
  controls: ReadonlySet<string>,
): Generator<Check> {
  for (const { id, until } of estate.waivers) yield* termOf('waiver', id, until, dayOf(now));
  if (trust === undefined) return;
  for (const resolved of resolveWaivers(estate, files, trust, now)) {
    const state = listedState(resolved, now, controls);
    if (state === 'not-yet') yield note('waiver-not-yet', { id: resolved.id, from: resolved.waiver.from });
    else if (!['in-force', 'expiring', 'expired'].includes(state))
      yield wrong('waiver-open', 'stale', { id: resolved.id, state });
  }
}

export interface Judging {
  readonly trust: Trust | undefined;
  readonly now: string;
  readonly controls: ReadonlySet<string>;
}

/** `folder`: undefined where no estate was named. */
export function estateChecks(
  folder: EstateFolder | undefined,
  path: string,
  { trust, now, controls }: Judging,
): Check[] {
  if (folder === undefined) return [note('no-estate')];
  const { estate, problems } = folder;
  const errors = problems.filter(isError).length;
  if (estate === undefined) return [wrong('estate-refused', 'badInput', { path, count: Math.max(1, errors) })];
  const warnings = problems.length - errors;
  const counts = { zones: Object.keys(estate.zones).length, datasets: Object.keys(estate.datasets).length };
  const today = dayOf(now);
  const frozen = estate.freezes.filter(({ from, to }) => from <= today && today <= to);
  return [
    good('estate', { organisation: estate.organisation.name, ...counts }),
    ...(warnings === 0 ? [] : [warn('estate-warnings', { path, count: warnings })]),
    ...documentChecks(estate, folder, trust, now),
    ...estate.transfers.flatMap(({ id, until }) => [...termOf('transfer', id, until, today)]),
    ...waiverChecks(estate, folder, trust, now, controls),
    ...frozen.map(({ scope, to }) => note('frozen', { scope, until: to })),
  ];
}
