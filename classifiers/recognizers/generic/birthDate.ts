import { phrases } from '../../names/phrases.ts';
import type { ValueRecognizer } from '../../recognizer.ts';

/** Years a living person or a person of the archives may be born in. No clock: a label must not change with the day. */
const first = 1890;
const last = 2040;

function passes(text: string): boolean {
  const parts = text.split(/[-/. ]/).map(Number);
  const year = parts.find((part) => part > 31);
  if (year === undefined || year < first || year > last) return false;
  const others = parts.filter((part) => part !== year);
  return others.every((part) => part >= 1 && part <= 31) && others.some((part) => part <= 12);
}

/** Any date is a date; only its name makes it one of birth. */
export const birthDate: ValueRecognizer = {
  id: 'generic/birthDate',
  category: 'pd:BirthDate',
  class: 'D2',
  method: 'pattern',
  says: phrases([
    'birth date',
    'date birth',
    'birth',
    'birthdate',
    'birthday',
    'dob',
    'born',
    'naissance',
    'datenaissance',
    'ne le',
    'nee le',
    'ddn',
    'geburtsdatum',
    'geboren',
    'fecha nacimiento',
    'data nascita',
    'birth year',
  ]),
  unless: phrases([
    'nom naissance',
    'lieu naissance',
    'pays naissance',
    'ville naissance',
    'birth place',
    'place birth',
    'birth country',
    'birth name',
    'birth rate',
    'births',
  ]),
  forms: [
    {
      written: /(?<![\w.-])\d{4}([-/.])\d{1,2}\1\d{1,2}(?:(?=T\d)|(?![\w-]|[./]\d))/g,
      passes,
      prior: 1,
      alone: 'never',
      digits: 6,
    },
    {
      written: /(?<![\w.-])\d{1,2}([-/. ])\d{1,2}\1\d{4}(?![\w-]|[./]\d)/g,
      passes,
      prior: 1,
      alone: 'never',
      digits: 6,
    },
    {
      written: /(?<![\w.,-])(?:19|20)\d{6}(?![\w-]|[.,]\d)/g,
      passes: (text) => passes(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`),
      prior: 1,
      alone: 'never',
      digits: 8,
    },
    { written: /^(?:19|20)\d\d$/g, prior: 1, alone: 'never', digits: 4 },
  ],
};
