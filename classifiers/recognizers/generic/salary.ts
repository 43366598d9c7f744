import { phrases } from '../../names/phrases.ts';
import type { HeaderRecognizer } from '../../recognizer.ts';

export const salary: HeaderRecognizer = {
  id: 'generic/salary',
  category: 'pd:Salary',
  class: 'D2',
  method: 'header',
  says: phrases([]),
  saysOfPersons: phrases(['salary', 'salaire', 'gross pay', 'net pay', 'remuneration', 'wage', 'gehalt']),
  agrees: (value) => /^[€$£]? ?\d[\d  .,]{2,14} ?(?:[€$£]|EUR|USD|GBP|CHF)?$/.test(value),
};
