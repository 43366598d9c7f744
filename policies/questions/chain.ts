/** The chain of an entity: itself, its parents, its establishments; who holds shares at each level; and how well it is known. */
import { parentsOf, type Holder } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import { once } from './once.ts';
import type { View } from './view.ts';

type Hosting = NonNullable<Question['hosting']>;
export type Link = NonNullable<Hosting['chain']>[number];
export type Share = NonNullable<Hosting['shares']>[number];

export interface Chain {
  readonly entity: string;
  readonly country: string;
  readonly links: readonly Link[];
  readonly shares: readonly Share[];
  /** `known` only when every level of the chain states its holders; an empty list is a statement, silence is not. */
  readonly ownership: 'known' | 'unknown';
  readonly confidence: 'declared' | 'official' | 'secondary' | 'recalled';
}

function shareOf(of: string, holder: Holder): Share {
  return {
    of,
    country: holder.country,
    share: holder.share,
    veto: holder.veto ?? false,
    majority: holder.board === 'majority',
  };
}

function declaredChain(view: View, id: string): Chain | undefined {
  const levels = parentsOf(view.estate, id);
  const first = levels[0];
  if (first === undefined) return undefined;
  const abroad = [...(first.entity.foreignNexus ?? []), ...(first.entity.supportCountries ?? [])];
  const isKnown =
    levels.at(-1)!.entity.parent === undefined && levels.every((level) => level.entity.holders !== undefined);
  return {
    entity: id,
    country: first.entity.country,
    links: [
      ...levels.map((level, depth) => ({
        entity: level.id,
        country: level.entity.country,
        link: depth === 0 ? 'self' : 'parent',
      })),
      ...[...new Set(abroad)].map((country) => ({ entity: id, country, link: 'nexus' })),
    ],
    shares: levels.flatMap((level) => (level.entity.holders ?? []).map((holder) => shareOf(level.id, holder))),
    ownership: isKnown ? 'known' : 'unknown',
    confidence: 'declared',
  };
}

const grades = ['recalled', 'secondary', 'official'] as const;

/** Statements whose value is a text, such as a country. */
function textRows<R extends { readonly value: unknown }>(rows: readonly R[]): (R & { value: string })[] {
  return rows.filter((row): row is R & { value: string } => typeof row.value === 'string');
}

/** A real provider, as its dated statements describe it. Ownership stays unknown: the facts record few holdings. */
function recordedChain(view: View, id: string): Chain | undefined {
  const say = (field: string) => view.facts.statements(id, field, view.asOf);
  const seats = ['seatCountry', 'incorporationCountry', 'eeaContractingCountry'].flatMap((field) =>
    textRows(say(field)),
  );
  const seat = seats[0];
  if (seat === undefined) return undefined;
  const parents = textRows(say('parentCountry'));
  const used = [...seats, ...parents];
  const worst = grades.find((grade) => used.some((row) => row.confidence === grade)) ?? 'secondary';
  return {
    entity: id,
    country: seat.value,
    links: [
      ...[...new Set(seats.map((row) => row.value))].map((country) => ({ entity: id, country, link: 'self' })),
      ...[...new Set(parents.map((row) => row.value))].map((country) => ({
        entity: `${id}:parent`,
        country,
        link: 'parent',
      })),
    ],
    shares: [],
    ownership: 'unknown',
    confidence: worst,
  };
}

/** Undefined when neither the estate nor the facts know the id. */
export function chainOf(view: View, id: string): Chain | undefined {
  return declaredChain(view, id) ?? recordedChain(view, id);
}

/** Two entities of one group: one is among the parents of the other, or they share a top. */
export function sameGroup(view: View, one: string, other: string): boolean {
  const groupOf = (id: string) => new Set(parentsOf(view.estate, id).map((level) => level.id)).add(id);
  return !groupOf(one).isDisjointFrom(groupOf(other));
}

export function hostingFact(view: View, provider: string): Hosting {
  return once(view, ['hosting', provider], () => {
    const chain = chainOf(view, provider);
    if (chain === undefined) return { state: 'absent' };
    const { entity, country, links, shares, ownership, confidence } = chain;
    return { state: 'value', entity, country, chain: [...links], shares: [...shares], ownership, confidence };
  });
}
