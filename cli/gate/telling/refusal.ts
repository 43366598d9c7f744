/** A run that ends before anything is judged, for the consumers of a file: none of them may find the report of yesterday. */
import { tellFault, tellProblem, type Say } from '../../../estate/index.ts';
import { faultOf, troubleOfFault } from '../../faults.ts';
import { troubleOf } from '../../outcome.ts';
import { ProblemsFound } from '../../problems.ts';
import { UsageError } from '../../usage.ts';
import type { Spot } from '../report.ts';

export interface RefusedRow {
  /** Of the problem, the fault, or what was wrong with the call. */
  readonly code: string;
  readonly text: string;
  readonly spot?: Spot;
}

export interface Refusal {
  readonly exitCode: number;
  readonly rows: readonly RefusedRow[];
  /** As the user said it: nothing else is known yet. */
  readonly environment: string | undefined;
}

/** Rows that are told one by one; the others are counted. */
const mostRows = 100;

function rowsOf(error: unknown, say: Say): RefusedRow[] {
  if (error instanceof ProblemsFound)
    return error.problems.map((problem) => {
      const { code, file, line, column } = problem;
      const { sentence, next } = tellProblem(say, problem);
      return { code, text: `${sentence} ${next}`, spot: { file, line, column } };
    });
  if (error instanceof UsageError) {
    const { id, word, known, flag } = error;
    const values = { word, flag, known: known.join(', '), near: '', suggestions: 0 };
    return [{ code: id, text: `${say(`usage.${id}`, values)} ${say(`usage.${id}.next`, values)}` }];
  }
  const fault = faultOf(error);
  const { sentence, next } = tellFault(say, fault);
  return [{ code: fault.code, text: `${sentence} ${next}` }];
}

function codeOf(error: unknown): number {
  const isCall = error instanceof ProblemsFound || error instanceof UsageError;
  return troubleOf({ [isCall ? 'badInput' : troubleOfFault(faultOf(error))]: 1 }).code;
}

export function refusalOf(error: unknown, environment: string | undefined, say: Say): Refusal {
  const all = rowsOf(error, say);
  const left = all.length - mostRows;
  const more = left > 0 ? [{ code: 'more', text: say('gate.more', { count: left }) }] : [];
  return { exitCode: codeOf(error), rows: [...all.slice(0, mostRows), ...more], environment };
}
