/** How many columns a text takes on a terminal. */
import { createRequire } from 'node:module';
import type * as StringWidth from 'string-width';

/** What every terminal shows in one column a character: nearly everything that is ever printed, in either language. */
const plain = /^[ -~\u00A0-\u00AC\u00AE-\u017F\u2010-\u2027\u202F\u2039\u203A\u2192\u25A0\u2713\u2717]*$/;
let measure: ((text: string) => number) | undefined;

/** The tables of Unicode take longer to load than a small plan takes to judge: they wait for the first text that needs them. */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  measure ??= (createRequire(import.meta.url)('string-width') as typeof StringWidth).default;
  return measure(text);
}
