/** What a program is told of a resource before apply: id and outputs as far as they are known, and nothing else. */
import { differences } from './compare.ts';
import type { Registration } from './registration.ts';
import type { Prior, StackState } from './state.ts';
import { closedTree, unknownValue, type Wire } from './values.ts';

export interface Registered {
  readonly registration: Registration;
  /** What the state holds of it. */
  readonly prior: Prior | undefined;
}

export function heldAs(state: StackState | undefined, urn: string, aliases: readonly string[]): Prior | undefined {
  return [urn, ...aliases].map((each) => state?.resources.get(each)).find((each) => each !== undefined);
}

/** An output that is left out is unknown to the program. One that will change may get another id: it is unknown too. */
export function answerTo({ registration, prior }: Registered): { readonly id: string; readonly properties: Wire } {
  const { custom, inputs, id } = registration;
  if (!custom) return { id: '', properties: {} };
  if (prior === undefined || differences(registration, prior).length > 0)
    return { id: id ?? unknownValue, properties: inputs };
  return { id: prior.id ?? unknownValue, properties: { ...inputs, ...closedTree(prior.outputs) } };
}
