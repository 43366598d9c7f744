/** One resource as a state, a step or an event writes it: the same fields in all of them. */
import type { Json } from '../../../estate/index.ts';
import type { Properties } from '../told.ts';
import { clusterIn } from './kubeconfig.ts';
import type { Shapes } from '../shapes.ts';
import { laidOver, propertiesOf, type JsonTable } from './tree.ts';

/** Path to a state inside its step: `['newState']`, or `[]` where the step is the state. */
export type Side = readonly string[];

export interface State {
  readonly raw: JsonTable;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** A provider says its cluster by name, or hands over a kubeconfig whose current context is one. */
const contextIn = ({ type }: JsonTable, { kubeconfig, context }: JsonTable): Properties =>
  type === 'pulumi:providers:kubernetes' ? { ...clusterIn(kubeconfig, context) } : {};

export function stateOf(value: Json | undefined, side: Side, shapes: Shapes): State | undefined {
  const raw = shapes.table(value, ...side);
  if (raw === undefined) return undefined;
  const secrets = new Set(shapes.texts(raw['additionalSecretOutputs'], ...side, 'additionalSecretOutputs'));
  const written = shapes.table(raw['inputs'], ...side, 'inputs') ?? {};
  const inputs = { ...contextIn(raw, written), ...propertiesOf(written, secrets) };
  const outputs = propertiesOf(shapes.table(raw['outputs'], ...side, 'outputs') ?? {}, secrets);
  const id = raw['id'];
  const physical = typeof id === 'string' && id !== '' ? propertiesOf({ id }, secrets) : {};
  return { raw, inputs, outputs: laidOver(outputs, physical) };
}

/** What will be: the program's word counts, and the state says the rest. */
export const asked = ({ inputs, outputs }: State): Properties => laidOver(inputs, outputs);

/** What is: where what was seen last departs from what was asked, somebody changed it by hand. */
export const seen = ({ inputs, outputs }: State): Properties => laidOver(outputs, inputs);

/** Property → URNs it is computed from; `*`: of the whole resource. */
export function referencesOf({ raw }: State, side: Side, shapes: Shapes): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  const byProperty = shapes.table(raw['propertyDependencies'], ...side, 'propertyDependencies') ?? {};
  for (const [name, value] of Object.entries(byProperty)) {
    const urns = shapes.texts(value, ...side, 'propertyDependencies', name);
    if (urns.length > 0 && name !== '__provider') found[name] = urns;
  }
  const whole = shapes.texts(raw['dependencies'], ...side, 'dependencies');
  return whole.length > 0 ? { ...found, '*': whole } : found;
}
