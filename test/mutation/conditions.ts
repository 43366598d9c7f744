/** Every condition of a Rego file: each expression of each body, also of comprehensions, functions and `else`. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Location {
  readonly row: number;
  readonly col: number;
  readonly text: string;
}
interface Term {
  readonly location: Location;
  readonly type: string;
  readonly value: unknown;
}
interface Expression {
  readonly location: Location;
  readonly terms: Term | readonly Term[] | { readonly symbols: unknown };
  readonly negated?: boolean;
  readonly generated?: boolean;
}

/** Offsets are bytes of the source, as OPA counts them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
export interface Condition {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly span: Span;
  readonly negated: boolean;
  /** The operator as OPA names it (`equal`, `lt`, `internal.member_2`, a function), and where it stands. */
  readonly operator?: { readonly name: string; readonly span: Span };
  /** Elements of set literals that the condition compares with, each with the comma that goes with it. */
  readonly members: readonly Span[];
}

const decoded = (location: Location): string => Buffer.from(location.text, 'base64').toString();

function spans(source: Buffer): (location: Location) => Span {
  const starts = [0];
  for (let at = source.indexOf(10); at >= 0; at = source.indexOf(10, at + 1)) starts.push(at + 1);
  return (location) => {
    const start = starts[location.row - 1]! + location.col - 1;
    const text = Buffer.from(location.text, 'base64');
    const end = start + text.length;
    if (!source.subarray(start, end).equals(text)) throw new Error(`not where OPA says: ${decoded(location)}`);
    return { start, end };
  };
}

/** Walks the tree; `found` gets each expression of each body once. */
function expressions(node: unknown, found: (expression: Expression) => void): void {
  if (Array.isArray(node)) for (const each of node) expressions(each, found);
  else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'body' && Array.isArray(value)) for (const each of value as Expression[]) found(each);
      expressions(value, found);
    }
  }
}

function members(source: Buffer, terms: readonly Term[], spanOf: (location: Location) => Span): Span[] {
  return terms
    .filter((term) => term.type === 'set' && (term.value as Term[]).length > 1)
    .flatMap((set) => {
      // OPA sorts a set; the source order is needed to take the comma that goes with an element.
      const own = (set.value as Term[]).map((term) => spanOf(term.location)).sort((one, two) => one.start - two.start);
      return own.map((span, position) =>
        position < own.length - 1
          ? { start: span.start, end: own[position + 1]!.start }
          : { start: own[position - 1]!.end, end: span.end },
      );
    })
    .filter((span) => source.subarray(span.start, span.end).length > 0);
}

/** Assignments and `some` bind names and are no conditions. */
export function conditionsOf(opa: string, file: string): Condition[] {
  const source = readFileSync(file);
  const spanOf = spans(source);
  const tree = JSON.parse(
    execFileSync(opa, ['parse', '--format', 'json', '--json-include', 'locations', file], {
      maxBuffer: 64 * 1024 * 1024,
    }).toString(),
  ) as { rules: unknown };
  const conditions: Condition[] = [];
  expressions(tree.rules, ({ location, terms, negated, generated }) => {
    if (generated === true || 'symbols' in terms) return;
    const call = Array.isArray(terms) ? (terms as readonly Term[]) : undefined;
    const name = call && (call[0]!.value as Term[]).map((part) => part.value as string).join('.');
    if (name === 'assign') return;
    conditions.push({
      file,
      line: location.row,
      text: decoded(location),
      span: spanOf(location),
      negated: negated === true,
      ...(name === undefined ? {} : { operator: { name, span: spanOf(call![0]!.location) } }),
      members: call ? members(source, call, spanOf) : [],
    });
  });
  return conditions;
}
