/** A location that stands for several regions: what lies there may lie in each of them, and is judged by the worst. */
import type { Day, Instant } from '../../estate/index.ts';
import type { Facts } from '../facts/facts.ts';

interface Knowing {
  readonly facts: Facts;
  readonly asOf: Instant;
}

/**
 * Members of a location: of `a+b`, which a change writes as a list, those; of a name such as `eur4`, what the facts say that
 * day. Undefined for a region, and for a name whose members nobody wrote down.
 */
export function membersOf({ facts, asOf }: Knowing, provider: string, region: string): readonly string[] | undefined {
  if (region.includes('+')) return region.split('+');
  for (const { value, confidence } of facts.statements(provider, 'severalRegions', asOf)) {
    if (confidence === 'recalled' || typeof value !== 'object' || Array.isArray(value)) continue;
    const named = value as Readonly<Record<string, string | number>>;
    if (Object.hasOwn(named, region)) return String(named[region]).split(' ');
  }
  return undefined;
}

interface Country {
  readonly country: string;
  readonly confidence: string;
}
/** Outside the EEA is worse than a country that needs a decision, and that than inside. */
const ranks: Readonly<Record<string, number>> = { no: 0, yes: 2 };

/** The country that decides for all of them; undefined where that of one is not known. */
export function worstOf(
  view: { readonly facts: Facts; readonly day: Day },
  all: readonly (Country | undefined)[],
): Country | undefined {
  const known = all.filter((each) => each !== undefined);
  if (known.length === 0 || known.length < all.length) return undefined;
  const rank = ({ country }: Country) => ranks[view.facts.isIn('EEA', country, view.day)] ?? 1;
  const [worst] = known.toSorted((one, other) => rank(one) - rank(other) || (one.country < other.country ? -1 : 1));
  const isRecalled = known.some(({ confidence }) => confidence === 'recalled');
  return { country: worst!.country, confidence: isRecalled ? 'recalled' : worst!.confidence };
}
