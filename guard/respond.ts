/** One request to its answer, in memory: the adapter, or what stands in for it when anything at all goes wrong. */
import { CloisonFault } from '../estate/index.ts';
import { Refused, type Adapter, type Call, type Desk, type Failure, type Reply } from './adapter.ts';

/** Errors that quote their input end here: only a code goes on. */
function failureOf(error: unknown): Failure {
  if (error instanceof Refused) return error.failure;
  const isInput = error instanceof CloisonFault && ['bad-json', 'bad-subject'].includes(error.code);
  return isInput ? 'malformed' : 'internal';
}

/** Never throws. `cut`: the body did not come whole, so it is not looked into. */
export function respond(adapter: Adapter, call: Call, desk: Desk, cut?: Failure): Reply {
  let failure: Failure = cut ?? 'internal';
  if (cut === undefined) {
    try {
      return adapter.answer(call, desk);
    } catch (error) {
      failure = failureOf(error);
    }
  }
  return adapter.refusal(desk.fail(adapter.id, failure), failure, call);
}
