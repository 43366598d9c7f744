import { phrases } from '../../names/phrases.ts';
import type { HeaderRecognizer } from '../../recognizer.ts';
import words from './personName.json' with { type: 'json' };

const written = /^\p{L}[\p{L}\p{M}'’ .,-]{0,79}$/u;
/** Legal forms: a firm, not a person. */
const firm = /(?:^|[ ,])(?:SARL|SAS|SASU|SA|SCOP|GIE|EURL|GmbH|AG|KG|Ltd|LLC|PLC|Inc|BV|NV|SpA|Srl|SL|Oy|AB|ApS)\.?$/i;

/** Names have no checksum: a telling column name over letters, or a bare `name` in a table about persons. */
export const personName: HeaderRecognizer = {
  id: 'generic/personName',
  category: 'pd:Name',
  class: 'D2',
  method: 'header',
  says: phrases(words.says),
  saysOfPersons: phrases(words.saysOfPersons),
  unless: phrases(words.unless),
  agrees: (value) => written.test(value) && !firm.test(value),
};
