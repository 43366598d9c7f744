/** One thing wrong with one place of one document. A document yields all of them, sorted by place. */
import { byText } from './order.ts';

export interface Problem {
  /** Key of the sentence in words/: `problem.<code>`, and `problem.<code>.next` for the next step. */
  readonly code: string;
  readonly file: string;
  /** 1-based; 0 when the place inside the file is not known. */
  readonly line: number;
  readonly column: number;
  /** JSON pointer inside the document. */
  readonly path: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** Left out: an error, and the document is refused. A warning is printed and the document is used. */
  readonly level?: 'error' | 'warning';
}

export function isError(problem: Problem): boolean {
  return problem.level !== 'warning';
}

export function byPlace(one: Problem, other: Problem): number {
  return (
    byText(one.file, other.file) || one.line - other.line || one.column - other.column || byText(one.code, other.code)
  );
}
