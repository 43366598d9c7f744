/** A value at the path of a row, spelt as the tool spells it. */
import { segmentsOf, spellings } from '../../../../audit/plan/table/leaves.ts';
import type { Path, Row } from '../../../../audit/plan/table/shape.ts';
import type { Properties, Tree } from '../../../../audit/plan/told.ts';

/** Blocks are lists in Terraform. */
export function planted(path: Path, value: Tree, row: Row, type: string, into: Properties = {}): Properties {
  const isCamel = type.includes(':') || /^[A-Z]/.test(type);
  const text = typeof path === 'string' ? path : path.join('.');
  const renamed = isCamel ? row.pulumi?.[text]?.split('.') : undefined;
  const [head, ...rest] = renamed ?? segmentsOf(path);
  const name = renamed === undefined && isCamel ? spellings(head!, 'camel')[0]! : head!;
  if (rest.length === 0) return { ...into, [name]: value };
  const there = into[name];
  const inside = (Array.isArray(there) ? there[0] : there) as Properties | undefined;
  const below = planted(rest, value, { ...row, pulumi: {} }, type, inside ?? {});
  return { ...into, [name]: isCamel ? below : [below] };
}
