/** One observation a fact for each planned container: everything its kind must be heard on, be it `unsupported`. */
import type { FactName, Observation, SubjectKind } from '../../../estate/index.ts';
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import heard from './heard.json' with { type: 'json' };
import type { Container } from './containers.ts';

const mustTell = heard as Readonly<Partial<Record<SubjectKind, readonly FactName[]>>>;
const there = value({});
/** A plan shows no content, counts no objects and knows no accounts. */
const unseen: Readonly<Partial<Record<FactName, Answer<never>>>> = {
  labels: failed('absent', 'no-content'),
  objects: failed('unsupported', 'no-content'),
  grants: failed('unsupported', 'no-identity-plane'),
};

export function answersOf(container: Container): ReadonlyMap<FactName, Answer<unknown>> {
  const answers = new Map<FactName, Answer<unknown>>();
  for (const fact of mustTell[container.kind] ?? ['exists', 'location']) {
    const answer =
      fact === 'exists' ? there : (container.facts[fact] ?? unseen[fact] ?? failed('unsupported', 'not-said'));
    answers.set(fact, answer);
  }
  if (container.facts.versioning !== undefined) answers.set('versioning', container.facts.versioning);
  return answers;
}

/** Containers of one subject, told by several inputs, must agree: two answers are none. */
export function* observe(subject: string, containers: readonly Container[], at: string): Generator<Observation> {
  const [first, ...others] = containers.map((container) => ({ container, answers: answersOf(container) }));
  if (first === undefined) return;
  const { kind, address } = first.container;
  const plain = { source: 'plan', call: address };
  for (const [fact, answer] of first.answers) {
    const text = JSON.stringify(answer);
    const agreed = others.every((other) => JSON.stringify(other.answers.get(fact)) === text);
    const told = agreed ? answer : failed('unknown', 'contested');
    const origin = told.code === undefined ? plain : { ...plain, code: told.code };
    const whole = { subject, kind, fact, state: told.state, origin, at };
    yield (told.state === 'value' ? { ...whole, value: told.value } : whole) as Observation;
  }
}
