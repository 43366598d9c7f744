/** `cloison collect`: what the places of an estate say of themselves, written down and judged by nobody. */
import { auditWords, writeCollection, type CollectionLine } from '../../audit/index.ts';
import type { CollectionTrailer } from '../../estate/index.ts';
import { linesOf } from '../compose/collecting.ts';
import { printCoverage } from '../compose/coverage.ts';
import { loadEstate } from '../compose/loadEstate.ts';
import { chosenScopes, type Chosen } from '../compose/scopes.ts';
import type { Run } from '../context.ts';
import { troubleOf } from '../outcome.ts';
import { visibleJson } from '../visibleJson.ts';
import { mayWrite, writeOut } from '../write.ts';

interface Options extends Chosen {
  readonly estate: string;
  readonly out: string;
  readonly force?: boolean;
}

/** Passes the lines on and keeps the last one. */
class Kept {
  trailer: CollectionTrailer | undefined;

  async *through(lines: AsyncIterable<CollectionLine>): AsyncGenerator<CollectionLine> {
    for await (const line of lines) {
      if ('end' in line) this.trailer = line;
      yield line;
    }
  }
}

/** A place that was not wholly read makes the collection incomplete: exit 3, and the file says which. */
export const collectPlaces: Run<Options> = async (options, context) => {
  const { edge, out, json, speak } = context;
  const say = speak(auditWords);
  await mayWrite(options.out, { replaces: 'collection', estate: options.estate, force: options.force }, edge);
  const loaded = await loadEstate(options.estate, edge);
  const scopes = chosenScopes(loaded, options, edge);
  const kept = new Kept();
  // Names of containers and operators: for the eyes of whoever collects.
  await writeOut(edge, options.out, writeCollection(kept.through(linesOf(scopes, loaded, context))), { mode: 0o600 });
  const { observations, coverage } = kept.trailer!;
  const missed = coverage.filter(({ reached, reason }) => !reached && reason !== 'declared-only');
  const { code } = troubleOf({ gaps: missed.length });
  if (json) {
    out.ready(visibleJson({ exitCode: code, file: options.out, observations, coverage }, 2));
    return code;
  }
  out.line(say('collect.written', { observations, places: coverage.length, file: options.out }));
  printCoverage(coverage, { ...context, say });
  if (missed.length > 0) out.line({ text: say('collect.incomplete', { count: missed.length }), style: 'yellow' });
  const next = context.paste(['audit'], { estate: options.estate, collection: options.out });
  out.line([`${say(`exit.${code}`)}. ${say('next')}`, { text: ` ${next}`, isCommand: true }], 0);
  return code;
};
