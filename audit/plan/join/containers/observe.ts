/** One observation a fact for each planned container: everything its kind must be heard on, be it `unsupported`. */
import type { FactName, Observation, SubjectKind, ToldContainers } from '../../../../estate/index.ts';
import { failed, value } from '../../../observe.ts';
import type { Answer } from '../../../source.ts';
import heard from './heard.json' with { type: 'json' };
import type { Container } from './containers.ts';

const mustTell = heard as Readonly<Partial<Record<SubjectKind, readonly FactName[]>>>;
const there = value({});
const unsaid = failed('unsupported', 'not-said');
const contested = failed('unknown', 'contested');
/** A plan shows no content, counts no objects and knows no accounts. */
const unseen: Readonly<Partial<Record<FactName, Answer<never>>>> = {
  labels: failed('absent', 'no-content'),
  objects: failed('unsupported', 'no-content'),
  grants: failed('unsupported', 'no-identity-plane'),
};

const everyKind: readonly FactName[] = ['exists', 'location'];

function answerOf({ facts }: Container, fact: FactName): Answer<unknown> {
  if (fact === 'exists') return there;
  return facts[fact] ?? unseen[fact] ?? unsaid;
}

/** What is told of a container: the same for all that are alike. */
interface Telling {
  readonly kind: SubjectKind;
  readonly facts: readonly (readonly [FactName, Answer<unknown>])[];
}
interface Told {
  readonly subject: string;
  readonly kind: SubjectKind;
  /** Address of the resource that tells it. */
  readonly call: string;
  readonly telling: Telling;
}

/** Told only where something says it: a volume has no door of its own. */
const besides: readonly FactName[] = ['versioning', 'publicRead', 'publicWrite'];

/** Facts of a container in the order of its kind. Two answers are none. */
function tellingOf(all: readonly [Container, ...Container[]]): Telling {
  const [first, ...others] = all;
  const { kind } = first;
  const names = mustTell[kind] ?? everyKind;
  const more = besides.filter((fact) => !names.includes(fact) && all.some(({ facts }) => facts[fact] !== undefined));
  const told = [...names, ...more].map((fact) => {
    const answer = answerOf(first, fact);
    const agreed = others.every((other) => JSON.stringify(answerOf(other, fact)) === JSON.stringify(answer));
    return [fact, agreed ? answer : contested] as const;
  });
  return { kind, facts: told };
}

const mostAlike = 10_000;

/** Everything that a reading tells, as few objects as there are different things to tell. */
export class Tellings implements ToldContainers {
  readonly containers: Told[] = [];
  readonly facts = new Set<FactName>();
  count = 0;
  readonly #at: string;
  /** Where the one that was asked for last stands: mostly it is asked for again, or the next one is. */
  #cursor = 0;
  readonly #byFacts = new WeakMap<object, Telling>();
  readonly #byText = new Map<string, Telling>();
  #last: { readonly subject: string; readonly observations: readonly Observation[] } | undefined;

  constructor(at: string) {
    this.#at = at;
  }

  #once(telling: Telling): Telling {
    const text = JSON.stringify(telling);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    for (const [fact] of telling.facts) this.facts.add(fact);
    if (this.#byText.size < mostAlike) this.#byText.set(text, telling);
    return telling;
  }

  /** Containers of one subject, told by several inputs, must agree. To be added in the order of their subjects. */
  add(subject: string, all: readonly [Container, ...Container[]]): void {
    const [{ kind, facts, address: call }] = all;
    const known = all.length === 1 ? this.#byFacts.get(facts) : undefined;
    const telling = known ?? this.#once(tellingOf(all));
    if (known === undefined && all.length === 1) this.#byFacts.set(facts, telling);
    const told = { subject, kind, call, telling };
    this.containers.push(told);
    this.count += telling.facts.length;
  }

  /** They stand in order: an index of a hundred thousand would be most of what is kept of them. */
  #find(subject: string): Told | undefined {
    const all = this.containers;
    if (all[this.#cursor]?.subject === subject) return all[this.#cursor];
    if (all[this.#cursor + 1]?.subject === subject) return all[(this.#cursor += 1)];
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle]!.subject < subject) low = middle + 1;
      else high = middle;
    }
    if (all[low]?.subject !== subject) return undefined;
    this.#cursor = low;
    return all[low];
  }

  of(subject: string): readonly Observation[] {
    if (this.#last?.subject === subject) return this.#last.observations;
    const told = this.#find(subject);
    const observations = told === undefined ? [] : observationsOf(told, this.#at);
    this.#last = { subject, observations };
    return observations;
  }

  likenessOf(subject: string): object | undefined {
    return this.#find(subject)?.telling;
  }
}

function observationsOf({ subject, kind, call, telling }: Told, at: string): readonly Observation[] {
  return telling.facts.map(([fact, { state, code, value: told }]) => {
    const origin = code === undefined ? { source: 'plan', call } : { source: 'plan', call, code };
    return (
      state === 'value'
        ? { subject, kind, fact, state, value: told, origin, at }
        : { subject, kind, fact, state, origin, at }
    ) as Observation;
  });
}
