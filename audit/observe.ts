/** Turns an answer into an observation: the value is present exactly when the state is `value`. */
import { fault, type FactName, type FactValue, type Observation, type SubjectKind } from '../estate/index.ts';
import type { Answer } from './source.ts';

export interface About {
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly source: string;
  readonly at: string;
}

export function observed<F extends FactName>(
  about: About,
  fact: F,
  call: string,
  answer: Answer<FactValue<F>>,
): Observation {
  const { subject, kind, source, at } = about;
  const origin = answer.code === undefined ? { source, call } : { source, call, code: answer.code };
  if ((answer.state === 'value') !== (answer.value !== undefined))
    throw fault('internal', { detail: 'value' }, { subject });
  const whole = { subject, kind, fact, state: answer.state, origin, at };
  return (answer.state === 'value' ? { ...whole, value: answer.value } : whole) as Observation;
}

export const value = <T>(content: T): Answer<T> => ({ state: 'value', value: content });
/** Failures of ours are few and told by the hundred thousand: the same one is one object. Codes of others have no end. */
const told = new Map<string, Answer<never>>();
const mostTold = 1000;
export function failed(state: Exclude<Observation['state'], 'value'>, code?: string): Answer<never> {
  const key = code === undefined ? state : `${state} ${code}`;
  const known = told.get(key);
  if (known !== undefined) return known;
  const made: Answer<never> = Object.freeze(code === undefined ? { state } : { state, code });
  if (told.size < mostTold) told.set(key, made);
  return made;
}

/** Carries a failure over to another fact; a value becomes `then(value)`. */
export function andThen<T, U>(answer: Answer<T>, then: (content: T) => Answer<U>): Answer<U> {
  if (answer.state === 'value') return then(answer.value as T);
  return answer.code === undefined ? { state: answer.state } : { state: answer.state, code: answer.code };
}
