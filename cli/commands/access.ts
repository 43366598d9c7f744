/** `cloison access check`: one question of access, put to the same module and by the same path as the guard puts it. */
import { datasetAt, instantOf, operatorById, parseSubject, zoneOfPlace, type Estate } from '../../estate/index.ts';
import {
  benchOf,
  containedIn,
  decide,
  guardWords,
  type Contained,
  type Right,
  type Ruling,
  type Session,
} from '../../guard/index.ts';
import { committedEngine, committedFacts, policyWords } from '../../policies/index.ts';
import { loadCollection } from '../compose/loadCollection.ts';
import { loadEstate } from '../compose/loadEstate.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import { allowedFromAbroad } from '../compose/fromAbroad.ts';
import { sessionCountry } from '../compose/sessionCountry.ts';
import type { Context, Run } from '../context.ts';
import { UsageError } from '../usage.ts';
import { printRuling, type Checked } from './accessPrint.ts';

interface Options {
  readonly estate: string;
  readonly operator: string;
  readonly subject: string;
  readonly from?: string;
  readonly right?: Right;
  readonly clearText?: boolean;
  readonly trust?: string;
  readonly collection?: string;
  readonly collectionOfOtherEstate?: boolean;
}

const schemes = ['store', 'cluster', 'database', 'file'];
const mostKnown = 10;

/** A container at a place of the estate; a dataset lies in several, and each has its own answer. */
function containerOf(subject: string, estate: Estate): Contained {
  const { scheme, segments } = parseSubject(subject);
  const known = schemes.map((each) => `${each}://…`);
  if (!schemes.includes(scheme)) throw new UsageError('wrong-value', subject, known, '--subject');
  const [place = ''] = segments;
  if (zoneOfPlace(estate, place) !== undefined) return containedIn(subject);
  const places = Object.values(estate.zones).flatMap((zone) => Object.keys(zone.places ?? {}));
  throw new UsageError('unknown-id', place, places);
}

/** Those of the same place: a list of every container of an estate helps nobody. */
function near(subject: string, known: readonly string[]): string[] {
  const place = subject.split('/').slice(0, 3).join('/');
  return known.filter((each) => each.startsWith(`${place}/`));
}

function declaredIn(estate: Estate): string[] {
  return Object.values(estate.datasets).flatMap((dataset) => [
    ...(dataset.lies ?? []),
    ...(dataset.copies ?? []).map(({ subject }) => subject),
  ]);
}

/** Left out, the country is not known, and the estate says what then decides at that place, as it does for the guard. */
function sessionOf(from: string | undefined, estate: Estate): Session {
  if (from === undefined) return { state: 'absent' };
  return { state: 'value', country: sessionCountry(from, estate, committedFacts()), method: 'stated' };
}

async function ruled(options: Options, context: Context): Promise<Ruling> {
  const { edge } = context;
  const loaded = await loadEstate(options.estate, edge);
  const { estate, folder } = loaded;
  const container = containerOf(options.subject, estate);
  const session = sessionOf(options.from, estate);
  if (operatorById(estate, options.operator) === undefined)
    throw new UsageError(
      'unknown-id',
      options.operator,
      estate.operators.slice(0, mostKnown).map(({ id }) => id),
    );
  const trust = await loadTrust(options.trust, edge);
  const collection = options.collection === undefined ? undefined : await loadCollection(loaded, options, context);
  const seen = new Set(collection?.observations.map(({ subject }) => subject));
  // Neither declared nor seen: most likely a slip of the pen, and nothing is known that could allow it.
  if (datasetAt(estate, container.subject) === undefined && !seen.has(container.subject))
    throw new UsageError('unknown-id', container.subject, near(container.subject, [...declaredIn(estate), ...seen]));
  const ground = { estate, files: folder.files, trust, engine: committedEngine(), facts: committedFacts(), collection };
  return decide(benchOf(ground, instantOf(edge.now())), {
    holder: { who: 'operator', id: options.operator },
    container: container.subject,
    kind: container.kind,
    rights: [options.right ?? 'read'],
    via: 'check',
    session,
    ...(options.clearText === undefined ? {} : { clearText: options.clearText }),
  });
}

export const accessCheck: Run<Options> = async (options, given) => {
  const context: Context = { ...given, say: given.speak(policyWords, guardWords) };
  const ruling = await ruled(options, context);
  const { from, right = 'read' } = options;
  const checked: Checked = { ruling, from, right, abroad: allowedFromAbroad(ruling, from, committedFacts()) };
  return printRuling(checked, context);
};
