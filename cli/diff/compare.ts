/** Two runs → what is new, gone, excused, and what stands on other facts than before. Pure. */
import type { Json } from '../../estate/index.ts';
import { changesOf, type FactChange } from './facts.ts';
import { keyOf, type Grounds, type Side, type SideFinding } from './side.ts';

/**
 * `appeared`: of a subject that was not looked at before. `found`: it was, and nothing was found. `worse`: it was unknown.
 * `unexcused`: it was excused. `fixed`: looked at again and no longer found. `unseen`: not looked at any more, so nobody
 * knows. `eased`: a deviation that is unknown now. `facts`: the same answer on other facts.
 */
export type How = 'appeared' | 'found' | 'worse' | 'unexcused' | 'fixed' | 'unseen' | 'excused' | 'eased' | 'facts';

export interface Difference extends SideFinding {
  readonly how: How;
  /** What it stood on that is not what it was; empty where neither side tells. */
  readonly facts: readonly FactChange[];
}

export interface Compared {
  readonly fresh: readonly Difference[];
  readonly gone: readonly Difference[];
  readonly waived: readonly Difference[];
  readonly changed: readonly Difference[];
  /** Findings of both that nothing distinguishes. */
  readonly same: number;
  /** What judged the two, where it is not the same. */
  readonly grounds: readonly (keyof Grounds)[];
}

/** What was asked about a control and subject; undefined where a side does not tell. */
export type Asked = (key: string) => Json | undefined;

const groundNames: readonly (keyof Grounds)[] = ['estate', 'facts', 'module', 'policies'];

function howOf(was: SideFinding | undefined, is: SideFinding, one: Side): How | undefined {
  if (was === undefined) return one.looked(is.subject) ? 'found' : 'appeared';
  if (was.excused === undefined && is.excused !== undefined) return 'excused';
  if (was.excused !== undefined && is.excused === undefined) return 'unexcused';
  if (was.verdict === is.verdict) return undefined;
  return is.verdict === 'deny' ? 'worse' : 'eased';
}

const fresh: ReadonlySet<How> = new Set(['appeared', 'found', 'worse', 'unexcused']);
const byPlace = (a: SideFinding, b: SideFinding): number =>
  Number(a.verdict === 'unknown') - Number(b.verdict === 'unknown') ||
  (keyOf(a.control, a.subject) < keyOf(b.control, b.subject) ? -1 : 1);

export function compare(
  one: Side,
  other: Side,
  before: Asked = () => undefined,
  after: Asked = () => undefined,
): Compared {
  const factsOf = (key: string, was?: SideFinding, is?: SideFinding): readonly FactChange[] => {
    const [asked, now] = [before(key), after(key)];
    if (asked !== undefined && now !== undefined) return changesOf(asked, now);
    if (was === undefined || is === undefined) return [];
    return changesOf(valuesOf(was), valuesOf(is));
  };
  const found: Difference[] = [];
  let same = 0;
  for (const [key, is] of other.findings) {
    const was = one.findings.get(key);
    const facts = factsOf(key, was, is);
    const how = howOf(was, is, one) ?? (facts.length > 0 ? 'facts' : undefined);
    if (how === undefined) same += 1;
    else found.push({ ...is, how, facts });
  }
  const gone = [...one.findings].filter(([key]) => !other.findings.has(key));
  const left = gone.map(([key, was]): Difference => {
    return { ...was, how: other.looked(was.subject) ? 'fixed' : 'unseen', facts: factsOf(key) };
  });
  const of = (holds: (how: How) => boolean) => found.filter(({ how }) => holds(how)).sort(byPlace);
  return {
    fresh: of((how) => fresh.has(how)),
    gone: left.sort(byPlace),
    waived: of((how) => how === 'excused'),
    changed: of((how) => how === 'eased' || how === 'facts'),
    same,
    grounds: groundNames.filter((name) => one.grounds[name] !== other.grounds[name]),
  };
}

/** The values of its reasons, as the report tells them. */
function valuesOf({ reasons }: SideFinding): Json {
  return Object.fromEntries(reasons.map(({ code, values }) => [code, values]));
}
