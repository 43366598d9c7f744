/** The commit of a change, as a pipeline names it. */
import { UsageError } from '../../usage.ts';

/** The whole id in hexadecimal, as git writes it; an abbreviation may come to mean another commit. */
export function commitIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const commit = text.toLowerCase();
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit))
    throw new UsageError('wrong-value', text, ['<40 hex>', '<64 hex>'], '--commit');
  return commit;
}
