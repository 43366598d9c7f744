import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvOptions, eachRow } from '../../classifiers/readers/csv.ts';
import type { Layout } from '../../classifiers/readers/layout.ts';

async function* pieces(text: string, cuts: readonly number[]): AsyncGenerator<string> {
  const at = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
  for (const [index, from] of at.entries()) yield text.slice(from, at[index + 1] ?? text.length);
}

/** The rows, or that there are none to be had. */
async function ours(texts: AsyncIterable<string>, layout: Layout): Promise<unknown> {
  const rows: (readonly string[])[] = [];
  try {
    await eachRow(texts, layout, (row) => rows.push(row) > 0);
    return rows;
  } catch {
    return 'malformed';
  }
}
function theirs(text: string, layout: Layout): unknown {
  try {
    return parse(text, { ...csvOptions, ...layout });
  } catch {
    return 'malformed';
  }
}

const layouts: readonly Layout[] = [
  { delimiter: ';', quote: '"' },
  { delimiter: ',', quote: null },
  { delimiter: '\t', quote: '"' },
];
const text = (...signs: readonly string[]) =>
  fc.array(fc.constantFrom(...signs), { maxLength: 40 }).map((all) => all.join(''));
const cuts = fc.array(fc.nat(60), { maxLength: 4 });

describe('rows of separated values', () => {
  it.each([
    ['without a quote', text('a', 'é', '𝄞', ' ', ';', ',', '\t', '\n', '\r\n')],
    ['with line ends of every kind', text('a', ';', '\n', '\r', '\r\n')],
    ['with quotes', text('a', 'b', '"', '""', ';', ',', '\n', '\r\n', '\r')],
  ])('are those of csv-parse, however the text is cut: %s', async (_what, texts) => {
    await fc.assert(
      fc.asyncProperty(texts, cuts, fc.constantFrom(...layouts), async (whole, at, layout) => {
        expect(await ours(pieces(whole, at), layout)).toEqual(theirs(whole, layout));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([65_535, 65_537, 200_000, 1_048_570, 1_100_000])(
    'are those of csv-parse where a line has %i letters',
    async (many) => {
      const whole = `a;b\n${'x'.repeat(many)};c\nd;e\n`;
      expect(await ours(pieces(whole, [50_000, 70_000, 150_000]), layouts[0]!)).toEqual(theirs(whole, layouts[0]!));
    },
  );

  it('end where whoever takes them has enough, and the source is closed', async () => {
    for (const whole of ['a\nb\nc\nd\n', 'a\n"b"\nc\nd\n']) {
      let isClosed = false;
      const source = async function* () {
        try {
          yield* pieces(whole, [3, 5]);
        } finally {
          isClosed = true;
        }
      };
      const rows: string[] = [];
      await eachRow(source(), layouts[0]!, ([cell]) => rows.push(cell!) < 3);
      expect([rows, isClosed]).toEqual([['a', 'b', 'c'], true]);
    }
  });

  it('throw what the source throws', async () => {
    for (const start of ['a\n', '"a"\n']) {
      const broken = async function* () {
        yield start;
        throw new Error('the disk is gone');
      };
      await expect(eachRow(broken(), layouts[0]!, () => true)).rejects.toThrow('the disk is gone');
    }
  });
});
