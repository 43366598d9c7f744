/** The mutants of one condition: negated; dropped; its bound moved by one; one member of its set forgotten. */
import { readFileSync } from 'node:fs';
import type { Condition, Span } from './conditions.ts';

export const kinds = ['negated', 'dropped', 'boundary', 'member'] as const;
export type Kind = (typeof kinds)[number];

export interface Mutant {
  readonly condition: Condition;
  readonly kind: Kind;
  /** What stands in place of the condition. */
  readonly becomes: string;
  /** The whole mutated source. */
  readonly source: string;
}

const inverse: Readonly<Record<string, string>> = {
  equal: '!=',
  neq: '==',
  lt: '>=',
  gte: '<',
  gt: '<=',
  lte: '>',
};
const neighbour: Readonly<Record<string, string>> = { lt: '<=', lte: '<', gt: '>=', gte: '>' };

const replaced = (source: Buffer, { start, end }: Span, text: string): string =>
  Buffer.concat([source.subarray(0, start), Buffer.from(text), source.subarray(end)]).toString();

export function mutantsOf(condition: Condition): Mutant[] {
  const source = readFileSync(condition.file);
  const { span, text, operator, negated } = condition;
  const whole = (kind: Kind, becomes: string): Mutant => ({
    condition,
    kind,
    becomes,
    source: replaced(source, span, becomes),
  });
  const within = (kind: Kind, part: Span, by: string): Mutant =>
    whole(
      kind,
      replaced(source.subarray(0, span.end), part, by).slice(source.subarray(0, span.start).toString().length),
    );
  const inverted = operator && inverse[operator.name];
  const moved = operator && neighbour[operator.name];
  return [
    negated
      ? whole('negated', text.replace(/^not\s+/u, ''))
      : inverted
        ? within('negated', operator.span, inverted)
        : whole('negated', `not ${text}`),
    whole('dropped', 'true'),
    ...(moved ? [within('boundary', operator.span, moved)] : []),
    ...condition.members.map((member) => within('member', member, '')),
  ];
}
