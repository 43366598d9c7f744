/** Lines of text without columns: plain text, logs, XML, and what another reader could not understand. */
import { overlap } from '../sampling/windows.ts';
import type { Tally } from '../sampling/tally.ts';
import type { Watch } from './limits.ts';

const longestLine = 65_536;

/** One column without a name. Endless lines are cut with an overlap, in constant memory. */
export async function readText(texts: AsyncIterable<string>, tally: Tally, watch: Watch): Promise<void> {
  tally.meet('');
  let rest = '';
  for await (const text of texts) {
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    for (const line of lines) tally.add('', line);
    while (rest.length > longestLine) {
      tally.add('', rest.slice(0, longestLine));
      rest = rest.slice(longestLine - overlap);
    }
    if (!watch.goOn()) return;
  }
  tally.add('', rest);
}
