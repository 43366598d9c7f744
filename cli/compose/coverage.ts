/** One line a place: how far it was read, and why not further. */
import type { SourceCoverage } from '../../estate/index.ts';
import type { Context } from '../context.ts';

/** `say` must speak the words of the audit room. */
export function printCoverage(coverage: readonly SourceCoverage[], { out, say }: Pick<Context, 'out' | 'say'>): void {
  for (const { place, source, subjects, calls, reached, reason } of coverage) {
    const why = reason === undefined ? '' : say(`coverage.${reason}`);
    out.line(`  ${say('collect.place', { place, source, subjects, calls, reached: String(reached), why })}`, 4);
  }
}
