/** Files → the promise, or everything that is wrong with it. Pure: the files are already read. */
import { checks } from '../check/checks.ts';
import { byPlace, isError, type Problem } from '../problem.ts';
import type { Estate } from '../schema/estate.ts';
import type { Identity, Operator } from '../schema/people.ts';
import { assemble, positionsOf, type EstatePositions } from './assemble.ts';
import type { Draft } from './draft.ts';
import { maxProblems, problemOf, type Flaw } from './flaw.ts';
import { gatherListed, gatherNamed, gatherOrganisation, writtenPlaces } from './gather.ts';
import { openDocuments, type OpenDocument, type Openings } from './include.ts';
import { readPeople } from './people.ts';
import type { Positions } from './positions.ts';
import type { Files } from './text.ts';

export interface EstateReading {
  /** There only when no problem is an error. */
  readonly estate?: Estate;
  /** All of them, sorted by place; warnings among them. */
  readonly problems: readonly Problem[];
  readonly positions: EstatePositions;
}

interface Drafted {
  readonly draft: Draft;
  readonly flaws: readonly Flaw[];
  readonly problems: readonly Problem[];
  readonly positions: ReadonlyMap<string, Positions>;
}

function drafted(documents: readonly OpenDocument[], files: Files): Drafted {
  const entities = gatherNamed('entities', documents);
  const zones = gatherNamed('zones', documents);
  const activities = gatherNamed('activities', documents);
  const datasets = gatherNamed('datasets', documents);
  const papers = gatherNamed('documents', documents);
  const operators = readPeople<Operator>('operators', documents, files);
  const identities = readPeople<Identity>('identities', documents, files);
  const named = [entities, zones, activities, datasets, papers];
  const draft: Draft = {
    organisation: gatherOrganisation(documents[0]),
    entities: entities.entries,
    zones: zones.entries,
    activities: activities.entries,
    datasets: datasets.entries,
    documents: papers.entries,
    flows: gatherListed('flows', documents),
    transfers: gatherListed('transfers', documents),
    waivers: gatherListed('waivers', documents),
    freezes: gatherListed('freezes', documents),
    stages: gatherListed('stages', documents),
    operators: operators.entries,
    identities: identities.entries,
    written: {
      entities: entities.written,
      zones: zones.written,
      activities: activities.written,
      datasets: datasets.written,
      documents: papers.written,
      operators: operators.written,
      places: writtenPlaces(documents),
    },
  };
  const positions = new Map(documents.map((document) => [document.file, document.positions]));
  for (const { source } of [operators, identities])
    if (source !== undefined) positions.set(source.file, source.positions);
  const problems = [...operators.problems, ...identities.problems];
  return { draft, flaws: named.flatMap(({ flaws }) => flaws), problems, positions };
}

/** Sorted; cut where nobody reads on, and then the last one says how many were left out. */
function listed(problems: readonly Problem[], root: string): Problem[] {
  const sorted = problems.toSorted(byPlace);
  if (sorted.length <= maxProblems) return sorted;
  const values = { count: sorted.length - maxProblems };
  return [...sorted.slice(0, maxProblems), { code: 'more-problems', file: root, line: 0, column: 0, path: '', values }];
}

/**
 * @param files path → content; paths relative to one folder, with `/`. Includes, tables and papers are looked up here.
 * @param root path of the root document, e.g. `estate.yaml`.
 * @param openings what was opened of the same files before, in this reading.
 */
export function readEstate(files: Files, root: string, openings?: Openings): EstateReading {
  const opened = openDocuments(files, root, openings);
  const { draft, flaws, problems, positions } = drafted(opened.documents, files);
  // A reference into a file that could not be read is no second problem: cross checks wait until every file opens.
  const isWhole = !opened.problems.some(({ path, code }) => path === '' && code !== 'missing-key');
  const crossed = isWhole ? [...flaws, ...checks.flatMap((check) => [...check(draft)])] : flaws;
  const all = [...opened.problems, ...problems, ...crossed.map((flaw) => problemOf(flaw, positions.get(flaw.file)))];
  const estate = all.some(isError) ? undefined : assemble(draft);
  return {
    problems: listed(all, root),
    positions: positionsOf(draft, positions),
    ...(estate === undefined ? {} : { estate }),
  };
}
