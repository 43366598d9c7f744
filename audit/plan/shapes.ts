/** Takes what a document says only in the shape it must have: what has another is a problem and is not read further. */
import type { Json, Problem } from '../../estate/index.ts';
import type { JsonTold } from './json/told.ts';
import { isTable, type JsonTable } from './pulumi/tree.ts';

export type At = Extract<JsonTold, { tell: 'value' }>['at'];
type Path = readonly (string | number)[];

const pointerOf = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export function planProblem(
  code: string,
  { file, at, path = [] }: { readonly file: string; readonly at?: At; readonly path?: Path },
  values: Problem['values'] = {},
): Problem {
  return { code, file, line: at?.line ?? 0, column: at?.column ?? 0, path: pointerOf(path), values };
}

export class Shapes {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #at: At;
  readonly #path: Path;

  /** `at` is the place of the value that stands at `path`: what lies inside it is cited by path alone. */
  constructor(file: string, at: At, path: Path) {
    this.#file = file;
    this.#at = at;
    this.#path = path;
  }

  #misshapen(expected: string, inner: Path): undefined {
    const where = { file: this.#file, at: this.#at, path: [...this.#path, ...inner] };
    this.problems.push(planProblem('plan-shape', where, { expected }));
  }

  /** Undefined where nothing is said (left out, or null), and where something else is. */
  table(value: Json | undefined, ...inner: Path): JsonTable | undefined {
    if (value === undefined || value === null) return undefined;
    return isTable(value) ? value : this.#misshapen('table', inner);
  }

  text(value: Json | undefined, ...inner: Path): string | undefined {
    if (value === undefined || value === null) return undefined;
    return typeof value === 'string' ? value : this.#misshapen('text', inner);
  }

  flag(value: Json | undefined, ...inner: Path): boolean | undefined {
    if (value === undefined || value === null) return undefined;
    return typeof value === 'boolean' ? value : this.#misshapen('flag', inner);
  }

  list(value: Json | undefined, ...inner: Path): readonly Json[] {
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value : (this.#misshapen('list', inner) ?? []);
  }

  /** Texts of a list; a place in it that holds something else is a problem. */
  texts(value: Json | undefined, ...inner: Path): readonly string[] {
    return this.list(value, ...inner)
      .map((item, index) => this.text(item ?? 0, ...inner, index))
      .filter((item) => item !== undefined);
  }

  needed(value: Json | undefined, ...inner: Path): string | undefined {
    return this.text(value ?? 0, ...inner);
  }
}
