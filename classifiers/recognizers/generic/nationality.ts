import { phrases } from '../../names/phrases.ts';
import type { HeaderRecognizer } from '../../recognizer.ts';

export const nationality: HeaderRecognizer = {
  id: 'generic/nationality',
  category: 'pd:Nationality',
  class: 'D2',
  method: 'header',
  says: phrases([]),
  saysOfPersons: phrases(['nationality', 'nationalite', 'citizenship', 'citoyennete', 'staatsangehorigkeit']),
  agrees: (value) => /^\p{L}[\p{L} '’-]{1,60}$/u.test(value),
};
