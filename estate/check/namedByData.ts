/** Ids that activities, datasets, flows and transfers name; a document that is cited must also be of the right kind. */
import { flawIn, type Check, type Draft } from '../read/draft.ts';
import type { Flaw } from '../read/flaw.ts';
import { listParts, references, undeclared, type Reference } from './references.ts';

function* ofActivities(draft: Draft): Generator<Reference> {
  yield* references(draft.activities, (activity) => [
    [['controller'], 'party', activity.controller],
    [['dpia'], 'document', activity.dpia],
    ...listParts('recipients', 'party', activity.recipients),
    ...listParts('datasets', 'dataset', activity.datasets),
  ]);
}

function* ofDatasets(draft: Draft): Generator<Reference> {
  yield* references(draft.datasets, (dataset) => [
    [['home'], 'zone', dataset.home],
    [['key', 'holder'], 'party', dataset.key?.holder],
    [['end', 'to'], 'destination', dataset.end?.to],
    ...listParts('mayLieIn', 'zone', dataset.mayLieIn),
    ...(dataset.snapshots ?? []).map(({ zone }, index) => [['snapshots', index, 'zone'], 'zone', zone] as const),
  ]);
}

function* ofMovements(draft: Draft): Generator<Reference> {
  yield* references(draft.flows, (flow) => [
    [['from'], 'dataset', flow.from],
    [['to'], 'dataset', flow.to],
    [['provenBy'], 'document', flow.provenBy],
  ]);
  yield* references(draft.transfers, (transfer) => [
    [['exporter'], 'party', transfer.exporter],
    [['importer'], 'party', transfer.importer],
    [['basis', 'tia'], 'document', transfer.basis?.tia],
    ...listParts('datasets', 'dataset', transfer.datasets),
  ]);
}

const kindExpected: Readonly<Record<string, string>> = { dpia: 'dpia', tia: 'tia', provenBy: 'anonymisation-test' };

function* wrongKind(draft: Draft, found: Iterable<Reference>): Generator<Flaw> {
  const kinds = new Map(draft.documents.map(({ id, value }) => [id, value.kind]));
  for (const { entry, at, id } of found) {
    const expected = kindExpected[String(at.at(-1))];
    const kind = kinds.get(id);
    if (expected === undefined || kind === undefined || kind === expected) continue;
    yield flawIn(entry, at, 'document-kind', { id, kind, expected });
  }
}

export const namedByData: Check = function* (draft) {
  const found = [...ofActivities(draft), ...ofDatasets(draft), ...ofMovements(draft)];
  yield* undeclared(draft, found);
  yield* wrongKind(
    draft,
    found.filter(({ kind }) => kind === 'document'),
  );
};
