import { describe, expect, it } from 'vitest';
import { lawLabel, lawWord, spokenValues, termWord } from '../../../cli/report/spoken.ts';
import { committedFacts } from '../../../policies/index.ts';
import { recognizers } from '../../../classifiers/index.ts';
import { Question } from '../../../policies/schema/question.ts';
import { sayIn } from './fixture.ts';

const languages = ['en', 'fr'] as const;

describe.each(languages)('ids in words, in %s', (language) => {
  const say = sayIn(language);
  const speaking = { report: {}, say };

  it('has a word for every kind of data that is recognised, and for every law of the facts', () => {
    const terms = new Set(recognizers.map(({ category }) => category));
    expect([...terms].filter((term) => termWord(say, term) === term)).toEqual([]);
    const laws = new Set(committedFacts().rows.laws.laws.map(({ id }) => id));
    expect([...laws].filter((law) => lawWord(say, law) === law)).toEqual([]);
  });

  it('has a word for every field that a fact may carry', () => {
    const facts = Object.values(Question.properties as Record<string, { properties?: object }>);
    const fields = new Set(facts.flatMap((fact) => Object.keys(fact.properties ?? {})));
    for (const name of ['state', 'observation', 'grade']) fields.delete(name);
    const isRaw = (field: string) =>
      spokenValues({ report: {}, say: (id) => `[${id}]` }, { fact: 'any', values: [[field, 'x']] })[0]![0] === field;
    expect([...fields].every(isRaw)).toBe(true);
    expect([...fields].filter((field) => say(`field.${field}`) === `[field.${field}]`)).toEqual([]);
  });

  it('shows what has no word as it is', () => {
    expect([termWord(say, 'pd:Invented'), lawWord(say, 'XX_LAW'), lawLabel(say, '__proto__')]).toEqual([
      'pd:Invented',
      'XX_LAW',
      '__proto__',
    ]);
    const values = [['invented', 'as-it-is']] as const;
    expect(spokenValues(speaking, { fact: 'invented', values })).toEqual([['invented', 'as-it-is']]);
  });
});

it('speaks of a fact as people do', () => {
  const speaking = { report: {}, say: sayIn('fr') };
  expect(
    spokenValues(speaking, {
      fact: 'any',
      values: [
        ['categories', 'pd:Name, pd:BirthDate'],
        ['fullPass', 'true'],
        ['country', 'NL'],
        ['chain', 'cloud-eu NL self, cloud-group CN parent'],
        ['value', 'provider-key'],
        ['homeSide', 'private'],
        ['mayLieIn', 'private, public'],
      ],
    }),
  ).toEqual([
    ['catégories de données', 'nom, date de naissance'],
    ['lu en entier', 'oui'],
    ['pays', 'Pays-Bas (NL)'],
    ['entité et sociétés mères', 'cloud-eu (l’hébergeur lui-même, NL Pays-Bas), cloud-group (société mère, CN Chine)'],
    ['valeur', 'clé du fournisseur'],
    ['côté de la zone d’attache', 'privé'],
    ['peut reposer dans', 'private, public'],
  ]);
  const open = (fact: string) => spokenValues(speaking, { fact, values: [['open', 'true']] })[0]![0];
  expect([open('grants'), open('origins')]).toEqual(['ouvert à tous', 'on ignore s’ils peuvent y reposer']);
  expect(lawLabel(sayIn('fr'), 'US_CLOUD_ACT')).toBe('CLOUD Act américain (US_CLOUD_ACT)');
});
