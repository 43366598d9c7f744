/** What an estate says twice, and differently: one of the two would switch rules off. */
import { flawIn, type Check } from '../read/draft.ts';

/** A class from D2 up says that data are personal: with `personal: false` beside it the rules of transfers would be silent. */
export const personalClasses: Check = function* (draft) {
  for (const entry of draft.datasets) {
    const { class: declared, personal } = entry.value;
    if (personal === false && declared !== 'D0' && declared !== 'D1')
      yield flawIn(entry, ['personal'], 'personal-denied', { class: declared });
  }
};

/** Law follows the country of a holder: a holder abroad must not read as one at home. */
export const holderCountries: Check = function* (draft) {
  const countries = new Map(draft.entities.map(({ id, value }) => [id, value.country]));
  for (const entry of draft.entities) {
    for (const [index, { entity, country }] of (entry.value.holders ?? []).entries()) {
      const expected = entity === undefined ? undefined : countries.get(entity);
      if (expected !== undefined && expected !== country)
        yield flawIn(entry, ['holders', index, 'country'], 'holder-country', { id: entity!, country, expected });
    }
  }
};

/** Personal data is public because somebody decided to publish it. The policy decides; here it is only said early. */
export const publishedData: Check = function* (draft) {
  const published = new Set(draft.flows.flatMap(({ value }) => (value.publication === undefined ? [] : [value.from])));
  for (const entry of draft.datasets) {
    const { class: declared, personal } = entry.value;
    if (declared === 'D0' && personal === true && !published.has(entry.id))
      yield flawIn(entry, ['personal'], 'publication-missing', { id: entry.id }, { level: 'warning' });
  }
};
