/** What the configuration of a provider says of its place: one leaf of it, or its endpoint. */
import { failed, value } from '../../observe.ts';
import type { Answer } from '../../source.ts';
import { expectOne, isMark, leavesAt, type Leaf, type Spelling } from '../table/leaves.ts';
import type { Properties } from '../told.ts';
import known from './providers.json' with { type: 'json' };

/** What configures the provider of a resource, from its own block or from the stack's settings. */
export interface Serving {
  readonly package: string;
  readonly values: Properties;
  readonly spelling: Spelling;
}

/** Plug-ins know a service under several names. */
const services: Readonly<Record<string, readonly string[]>> = known.services;

function leavesIn(serving: Serving | undefined, path: string): readonly Leaf[] {
  expectOne(path);
  return leavesAt(serving?.values, path, serving?.spelling ?? 'snake').filter((leaf) => leaf !== '');
}

export function configured(serving: Serving | undefined, paths: readonly string[] = []): Leaf | undefined {
  for (const path of paths) {
    const [leaf] = leavesIn(serving, path);
    if (leaf !== undefined) return leaf;
  }
  return undefined;
}

export const answerOf = (leaf: Leaf): Answer<string> =>
  typeof leaf === 'string'
    ? value(leaf)
    : isMark(leaf)
      ? failed('unknown', 'after-apply')
      : failed('error', 'wrong-type');

/** The endpoint that a service is given. Of several that differ none is known to win, and none hides behind the first. */
export function endpointIn(
  serving: Serving | undefined,
  paths: readonly string[] = [],
  service = '',
): Answer<string> | undefined {
  const names = services[service] ?? [service];
  const spelt = new Set(paths.flatMap((path) => names.map((name) => path.replace('{service}', name))));
  const [first, ...others] = new Set([...spelt].flatMap((path) => leavesIn(serving, path)));
  if (first === undefined) return undefined;
  return others.length > 0 ? failed('unknown', 'endpoint-not-known') : answerOf(first);
}
