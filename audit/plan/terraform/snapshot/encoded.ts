/** A policy that is written as `jsonencode` of a table, whose members are literals or cite one thing each. */
import { literalOf, type Literal } from '../written/literal.ts';
import type { Resolves } from './document.ts';

/** Thrown inside this file alone: the policy stays unknown. */
class Unclear extends Error {}

const call = /^jsonencode[ ]*\(([^]*)\)$/;
const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** As JSON writes it too. */
const number = /^(?:0|[1-9][0-9]{0,9})$/;

/** What stands in the brackets of the call; undefined where it is no call of `jsonencode` alone. */
export function encodedIn(text: string): Literal | undefined {
  const inner = call.exec(text)?.[1];
  const literal = inner === undefined ? undefined : literalOf(inner);
  return typeof literal === 'string' ? undefined : literal;
}

/** Every expression in it, as it is written. */
export function leavesIn(literal: Literal): readonly string[] {
  if (typeof literal === 'string') return [literal];
  return [...literal.values()].flatMap(leavesIn);
}

/** `path`: names of the tables that it stands in. */
function valueOf(literal: Literal, path: string, resolves: Resolves): unknown {
  if (literal instanceof Map) {
    const members = [...(literal as ReadonlyMap<string, Literal>)];
    return Object.fromEntries(members.map(([name, each]) => [name, valueOf(each, `${path}/${name}`, resolves)]));
  }
  if (typeof literal !== 'string') return (literal as readonly Literal[]).map((each) => valueOf(each, path, resolves));
  const word = words.get(literal);
  if (word !== undefined) return word;
  if (number.test(literal)) return Number(literal);
  const text = (path === '/Statement/Resource' ? resolves.resource : resolves.bucket)(literal);
  if (text === undefined) throw new Unclear();
  return text;
}

/** JSON text of the policy; undefined where a part of it stays unknown, or is computed. */
export function encodedPolicy(literal: Literal, resolves: Resolves): string | undefined {
  if (!(literal instanceof Map) || !(literal as ReadonlyMap<string, Literal>).has('Statement')) return undefined;
  try {
    return JSON.stringify(valueOf(literal, '', resolves));
  } catch (cause) {
    if (cause instanceof Unclear) return undefined;
    throw cause;
  }
}
