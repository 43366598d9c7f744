/** One step of Pulumi → one resource of the gate. */
import type { Json } from '../../../estate/index.ts';
import type { Operation, Planned, Properties } from '../told.ts';
import { operationBetween, operationOf } from './operations.ts';
import { positionOf } from './position.ts';
import type { Shapes } from '../shapes.ts';
import { asked, referencesOf, seen, stateOf, type Side, type State } from './state.ts';
import { providerUrn, readUrn } from './urn.ts';

export interface Step {
  /** Pulumi's own word. */
  readonly op: string;
  readonly urn: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly provider?: Json | undefined;
  /** Fields of the two sides, as the document names them. */
  readonly sides: readonly [before: Side, after: Side];
  /** What stands in `after` was found, not asked for: a refresh. */
  readonly isFound?: boolean;
}

export interface Read {
  readonly planned: Planned;
  /** False for an operation that nobody knows: the resource is judged, and the run is undecided. */
  readonly isUnderstood: boolean;
}

const changesNothing: ReadonlySet<Operation> = new Set(['same', 'read', 'forget']);

function afterOf(operation: Operation, state: State, isFound: boolean): Properties {
  return isFound || changesNothing.has(operation) ? seen(state) : asked(state);
}

/** Undefined for a step that names no resource; `shapes` then says why. */
export function resourceOf(input: string, step: Step, shapes: Shapes): Read | undefined {
  const urn = readUrn(step.urn);
  if (urn === undefined) {
    shapes.needed(undefined, 'urn');
    return undefined;
  }
  const [beforeSide, afterSide] = step.sides;
  const before = stateOf(step.before, beforeSide, shapes);
  const isOne = step.before !== undefined && step.before === step.after;
  const after = isOne ? before : stateOf(step.after, afterSide, shapes);
  const known = operationOf(step.op);
  const done = known ?? operationBetween(before !== undefined, after !== undefined);
  const has = (name: string, its: State | undefined, at: Side) => shapes.flag(its?.raw[name], ...at, name) === true;
  const isRetained = has('retainOnDelete', before, beforeSide);
  // Pulumi refuses to delete what is protected; a state tells what stands, be it to be deleted by the next run.
  const stays = isRetained || isOne || has('protect', before, beforeSide);
  const operation = done === 'delete' && stays ? 'forget' : done;
  const [state, side] = after === undefined ? [before, beforeSide] : [after, afterSide];
  const provider = shapes.text(step.provider ?? state?.raw['provider'], 'provider') ?? '';
  const parent = shapes.text(state?.raw['parent'], ...side, 'parent') ?? '';
  const position = state && positionOf(state.raw);
  // A replaced resource whose deletion failed keeps its URN beside the one that took its place.
  const isPending = done === 'delete' && before?.raw['delete'] === true;
  const custom = shapes.flag(state?.raw['custom'], ...side, 'custom');
  const leaves = operation === 'delete' || operation === 'forget';
  const isLeft = operation === 'replace' && (isRetained || has('retainOnDelete', after, afterSide));
  const planned: Planned = {
    input,
    tool: 'pulumi',
    address: isPending ? `${step.urn}#pending-deletion` : step.urn,
    type: urn.type,
    name: urn.name,
    operation,
    before: before === undefined || operation === 'create' ? undefined : seen(before),
    after: after === undefined || leaves ? undefined : afterOf(operation, after, step.isFound === true),
    provider: provider === '' ? undefined : providerUrn(provider),
    references: state === undefined ? {} : referencesOf(state, side, shapes),
    ...(parent === '' ? {} : { parent }),
    ...(isLeft ? { leavesBehind: true as const } : {}),
    ...(custom === undefined ? {} : { component: !custom }),
    ...(position === undefined ? {} : { position }),
  };
  return { planned, isUnderstood: known !== undefined };
}
