/** Lists of texts of which a plan knows some, completed by what is written, where both say the same. */
import type { Expression } from '../written/body.ts';
import { plainOf } from '../written/plain.ts';
import { unknownLeaf, type Tree } from '../../told.ts';

/** What an expression gives, such as `aws_s3_bucket.b.arn`; undefined where nobody knows before apply. */
export type Resolve = (expression: string) => string | undefined;

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  new Set(one).size === new Set(other).size && one.every((each) => other.includes(each));

/** Whether a plan and a literal in the source contradict each other; what is computed says nothing. */
export function contradicts(planned: Tree | undefined, { text, items }: Expression): boolean {
  const own = plainOf(text);
  if (own !== undefined) return 'text' in own && planned !== own.text;
  const all = items?.map(plainOf) ?? [undefined];
  const texts = all.flatMap((each) => (each !== undefined && 'text' in each ? [each.text] : []));
  if (texts.length !== all.length) return false;
  const known = Array.isArray(planned) ? planned.filter((each: Tree) => typeof each === 'string') : [];
  return !Array.isArray(planned) || known.length !== planned.length || !isSame(known, texts);
}

/**
 * Terraform may write a list in another order than the source: what is known must be the literals of the source, and there
 * must be one reference for each that is not. Undefined where that is not so, or a reference leads nowhere.
 */
export function textsOf(
  planned: Tree | undefined,
  written: Expression | undefined,
  resolve: Resolve,
): readonly string[] | undefined {
  if (planned === undefined || planned === null) return [];
  if (!Array.isArray(planned)) return undefined;
  const all = planned as readonly Tree[];
  const known = all.filter((each) => typeof each === 'string');
  if (known.length === all.length) return known;
  if (all.some((each) => typeof each !== 'string' && each !== unknownLeaf)) return undefined;
  const items = written?.items ?? [];
  const plain = items.map(plainOf);
  const literals = plain.flatMap((each) => (each !== undefined && 'text' in each ? [each.text] : []));
  const cited = items.filter((_, at) => plain[at] !== undefined && 'cites' in plain[at]);
  const isWhole = literals.length + cited.length === items.length && cited.length === all.length - known.length;
  if (!isWhole || !isSame(known, literals)) return undefined;
  const found = cited.map(resolve);
  return found.includes(undefined) ? undefined : [...known, ...(found as string[])];
}
