/** What the estate declares of the facts that a control requires, each with its file and line. Pure. */
import { stringify } from 'yaml';
import type { Control, Estate } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';
import type { Ground } from './ground.ts';
import { escaped, pointersOf } from './pointers.ts';

export interface Declaration {
  /** Pointer into the estate, e.g. `/datasets/results/class`. */
  readonly path: string;
  /** The value as one line of YAML. */
  readonly text: string;
  /** Undefined where nobody wrote it. */
  readonly file: string | undefined;
  readonly line: number;
}

function valueAt(estate: Estate, pointer: string): unknown {
  const keys = pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    estate,
  );
}

/** In the order of the facts required; what nobody wrote is left out, for the reasons say what is missing. */
export function declarationsOf(
  { estate, positions, near }: Ground,
  { question }: Judged,
  { requires }: Control,
): Declaration[] {
  const pointers = new Set(
    [...(requires.includes('dataset') ? [] : ['class']), ...requires].flatMap((fact) =>
      fact === 'class'
        ? question.dataset?.id === undefined
          ? []
          : [`/datasets/${escaped(question.dataset.id)}/class`]
        : pointersOf(fact, question, estate),
    ),
  );
  return [...pointers].flatMap((path) => {
    const value = valueAt(estate, path);
    if (value === undefined) return [];
    const spot = positions.spot(path);
    const text = stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
    return [{ path, text, file: spot === undefined ? undefined : near(spot.file), line: spot?.line ?? 0 }];
  });
}
