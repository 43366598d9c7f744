/** Ids that the organisation, its entities, its zones and its people name. */
import type { Check } from '../read/draft.ts';
import { listParts, references, undeclared, type Part } from './references.ts';

export const namedByParties: Check = function* (draft) {
  const organisation = draft.organisation === undefined ? [] : [draft.organisation];
  yield* undeclared(
    draft,
    references(organisation, ({ entity }) => [[['entity'], 'entity', entity]]),
  );
  yield* undeclared(
    draft,
    references(draft.entities, (entity) => [
      [['parent'], 'entity', entity.parent],
      [['contract'], 'document', entity.contract],
      ...listParts('engagedBy', 'party', entity.engagedBy),
      ...listParts('instructedBy', 'party', entity.instructedBy),
      ...(entity.holders ?? []).map((holder, index): Part => [['holders', index, 'entity'], 'entity', holder.entity]),
    ]),
  );
  yield* undeclared(
    draft,
    references(draft.zones, ({ planes }) =>
      Object.entries(planes ?? {}).map(([name, plane]): Part => [['planes', name, 'entity'], 'party', plane.entity]),
    ),
  );
  yield* undeclared(
    draft,
    references(draft.operators, ({ employer, authority }) => [
      [['employer'], 'party', employer],
      [['authority'], 'party', authority === 'unclear' || authority === employer ? undefined : authority],
    ]),
  );
  yield* undeclared(
    draft,
    references(draft.identities, ({ operator, place }) => [
      [['operator'], 'operator', operator],
      [['place'], 'place', place],
    ]),
  );
};
