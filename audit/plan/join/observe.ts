/** One observation a fact for each planned container: everything its kind must be heard on, be it `unsupported`. */
import type { FactName, Observation, SubjectKind } from '../../../estate/index.ts';
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import heard from './heard.json' with { type: 'json' };
import type { Container } from './containers.ts';

const mustTell = heard as Readonly<Partial<Record<SubjectKind, readonly FactName[]>>>;
type Origin = Observation['origin'];
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

/** Facts of one container, in the order of its kind; versioning only where something says it. */
function factsOf(container: Container): readonly FactName[] {
  const facts = mustTell[container.kind] ?? everyKind;
  return container.facts.versioning === undefined ? facts : [...facts, 'versioning'];
}

/** One object for all facts of a container that end alike: there are a million of them. */
function originOf(origins: Origin[], code: string | undefined): Origin {
  for (const known of origins) if (known.code === code) return known;
  const { source, call } = origins[0]!;
  const made = { source, call, code: code! };
  origins.push(made);
  return made;
}

/** Containers of one subject, told by several inputs, must agree: two answers are none. */
export function observe(subject: string, containers: readonly Container[], at: string, into: Observation[]): void {
  const [first, ...others] = containers;
  if (first === undefined) return;
  const { kind, address } = first;
  const plain: Origin = { source: 'plan', call: address };
  const origins = [plain];
  for (const fact of factsOf(first)) {
    const answer = answerOf(first, fact);
    const agreed = others.every((other) => JSON.stringify(answerOf(other, fact)) === JSON.stringify(answer));
    const told = agreed ? answer : contested;
    const origin = originOf(origins, told.code);
    const { state } = told;
    into.push(
      (state === 'value'
        ? { subject, kind, fact, state, value: told.value, origin, at }
        : { subject, kind, fact, state, origin, at }) as Observation,
    );
  }
}
