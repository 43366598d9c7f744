/** Everything that a change takes elsewhere: what moves, what is replicated, and what is made of something that lies elsewhere. */
import type { Movement, PlanReading } from '../../../audit/index.ts';

export const movesOf = ({ movements, copies = [] }: Pick<PlanReading, 'movements' | 'copies'>): readonly Movement[] => [
  ...movements,
  ...copies,
];
