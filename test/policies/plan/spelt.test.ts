import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  canonicalText,
  collectionOf as toldCollection,
  type Collection,
  type Observation,
} from '../../../estate/index.ts';
import { judgedOf, speltOf } from '../../../policies/index.ts';
import { catalogue, collectionOf, engine, home, premisesOf, subject, type Planned } from './planning.ts';
import { population, several } from './population.ts';

/** What JSON writes otherwise than it is, what looks like a citation or like the mark of one. */
const awkward = fc.constantFrom('r"1', 'ré', `@labels`, `sha256:${'a'.repeat(64)}`, '\ud83d\ude00', '\u0001');

/** Told as a reading tells: containers of which the same is known are known to be alike. */
function alike(all: readonly Planned[]): Collection {
  const { observations } = collectionOf(all);
  const bySubject = Map.groupBy(observations, (each: Observation) => each.subject);
  const kinds = new Map<string, object>();
  const likenessOf = (name: string) => {
    const facts = bySubject.get(name)!.map(({ kind, fact, state, value }) => [kind, fact, state, value]);
    const key = JSON.stringify(facts);
    if (!kinds.has(key)) kinds.set(key, {});
    return kinds.get(key)!;
  };
  const containers = all
    .map((each) => ({ subject: subject(each), kind: each.kind ?? ('bucket' as const) }))
    .sort((one, other) => (one.subject < other.subject ? -1 : 1));
  const of = (name: string) => bySubject.get(name) ?? [];
  const facts = new Set(observations.map(({ fact }) => fact));
  return toldCollection({} as Collection['header'], { containers, of, likenessOf, facts, count: observations.length });
}

const texts = ({ question, answer }: { readonly question: unknown; readonly answer: unknown }) => [
  canonicalText(question),
  canonicalText(answer),
];

it('spells each question and answer as canonical JSON spells it with its citations, whatever is told', () => {
  fc.assert(
    fc.property(population, fc.array(awkward, { maxLength: 3 }), fc.boolean(), (drawn, regions, isKnown) => {
      const all = drawn.map((each, at): Planned => ({ ...each, ...(regions[at] && { region: regions[at] }) }));
      const [premises, collection] = [premisesOf(all), isKnown ? alike(all) : collectionOf(all)];
      const spelt = [...speltOf(premises, collection, engine, catalogue)];
      const said = [...judgedOf(premises, collection, engine, catalogue)];
      expect(spelt.map(({ spelt: own }) => [own.question.text, own.answer.text])).toEqual(said.map(texts));
    }),
    { numRuns: 150 },
  );
});

it('cites what was told of the container itself, and not of the one before it that stands so', () => {
  const all = several(home, 3);
  const spelt = [...speltOf(premisesOf(all), alike(all), engine, catalogue)].map(({ spelt: own }) => own.question.text);
  expect(new Set(spelt).size).toBe(6);
  const digests = spelt.map((text) => new Set(text.match(/sha256:[0-9a-f]{64}/g)));
  expect([...digests[0]!].filter((each) => digests[2]!.has(each))).toEqual([]);
  expect([...digests[0]!].some((each) => digests[1]!.has(each))).toBe(true);
});
