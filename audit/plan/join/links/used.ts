/** What a resource uses, by the rules of its row: a class of volumes, a claim, the policy that it attaches. */
import type { Directory } from './directory.ts';
import type { Kept } from './keep.ts';

/**
 * `isSure` false: it uses something that is known only after apply, and nothing of the inputs is computed into it.
 * `isThere` false: it names something that the inputs do not show, a class of volumes abroad perhaps.
 */
export function usedBy(
  directory: Directory,
  from: Kept,
): { readonly used: readonly Kept[]; readonly isSure: boolean; readonly isThere: boolean } {
  const said = from.after?.uses ?? [];
  const used: Kept[] = [];
  let isSure = true;
  let isThere = true;
  for (const [index, rule] of (from.entry?.row.uses ?? []).entries()) {
    const texts = said[index] ?? [];
    const { kept } = directory.find(from, rule, texts);
    if (kept !== undefined) used.push(kept);
    else if (texts.some(({ state }) => state !== 'value')) isSure = false;
    else if (texts.length > 0) isThere = false;
  }
  return { used, isSure, isThere };
}
