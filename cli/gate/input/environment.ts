/** The environment that a change is for: as the user says it, else the stack that the input names. */
import type { PlanReading } from '../../../audit/index.ts';
import { parseSubject } from '../../../estate/index.ts';

/** Stacks that the inputs name, where they agree: the environment that nobody had to say. */
export function environmentOf({ inputs }: Pick<PlanReading, 'inputs'>, said: string | undefined): string | undefined {
  const stacks = new Set(inputs.map(({ stack }) => stack));
  return said ?? (stacks.size === 1 ? [...stacks][0] : undefined);
}

/** Of a container without a name of its own: its subject begins with its stack, where the input names one. */
export function environmentsOf(
  { inputs }: Pick<PlanReading, 'inputs'>,
  said: string | undefined,
): (container: string) => string | undefined {
  const stacks = new Set(inputs.map(({ stack }) => stack));
  return (container) => {
    if (said !== undefined) return said;
    const [first] = parseSubject(container).segments;
    return stacks.has(first) ? first : undefined;
  };
}
