/** What is left of a wrong value when its wrong parts are taken away: the rest is still checked, in the same run. */
import type { TSchema } from 'typebox';
import type { Json } from '../canonical.ts';
import { shapeFlaws } from './shape.ts';

type Container = { [key: string]: Json };

function tokens(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Removes what the pointer names. An item of a list takes the whole list with it: the places of the others would shift. */
function remove(root: Container, pointer: string): void {
  let holder: Container = root;
  for (const [index, token] of tokens(pointer).entries()) {
    const inner = holder[token];
    const isLast = index === tokens(pointer).length - 1;
    if (inner === undefined) return;
    if (isLast || Array.isArray(inner) || typeof inner !== 'object' || inner === null) {
      delete holder[token];
      return;
    }
    holder = inner as Container;
  }
}

const maxRounds = 12;

/** A value that fits the schema, or undefined when too little is left. */
export function pruned(schema: TSchema, value: Json): Json | undefined {
  if (shapeFlaws(schema, value).length === 0) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const copy = structuredClone(value) as Container;
  for (let round = 0; round < maxRounds; round += 1) {
    const flaws = shapeFlaws(schema, copy);
    if (flaws.length === 0) return copy;
    if (flaws.some(({ culprit }) => culprit === '')) return undefined;
    for (const { culprit } of flaws) remove(copy, culprit);
  }
  return undefined;
}
