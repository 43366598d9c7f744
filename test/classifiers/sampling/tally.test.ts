import { expect, test } from 'vitest';
import { samplesOf, Tally } from '../../../classifiers/sampling/tally.ts';
import { digits, draws } from '../look.ts';

const kept = (tally: Tally, name: string) => [...samplesOf(tally.columns.get(name)!)];

test('repeated values are one sample with its count', () => {
  const tally = new Tally();
  for (let at = 0; at < 30; at += 1) tally.add('a', at % 2 === 0 ? ' red ' : 'blue');
  expect(kept(tally, 'a').map(({ text, count }) => [text, count])).toEqual([
    ['red', 15],
    ['blue', 15],
  ]);
});

test('blank cells are no values but their column exists', () => {
  const tally = new Tally();
  tally.add('a', '  ');
  tally.meet('b');
  expect(tally.values).toBe(0);
  expect([...tally.columns.keys()]).toEqual(['b']);
});

test('a hundred samples of one shape are kept, whatever comes', () => {
  const random = draws(5);
  const tally = new Tally();
  for (let at = 0; at < 20_000; at += 1) tally.add('a', digits(random, 15));
  expect(kept(tally, 'a')).toHaveLength(100);
});

test('beyond its fine shapes a column keeps coarse ones, and a rare text still is a sample', () => {
  const random = draws(5);
  const tally = new Tally();
  const filler = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 30) }, () => `w${digits(random, Math.floor(random() * 5))}`).join(
      ' ',
    );
  for (let at = 0; at < 20_000; at += 1) tally.add('a', filler());
  tally.add('a', 'write to zoe@example.org');
  expect(tally.columns.get('a')!.shapes.size).toBeLessThan(600);
  expect(kept(tally, 'a').some(({ text }) => text.includes('@'))).toBe(true);
});

test('columns beyond the limit share one, and that is told', () => {
  const tally = new Tally();
  for (let at = 0; at < 2_500; at += 1) tally.add(`column ${at}`, 'x');
  expect(tally.columns.size).toBe(2_001);
  expect(tally.tooWide).toBe(true);
  expect(tally.values).toBe(2_500);
});

test('when much is held, less of each shape is kept', () => {
  const tally = new Tally();
  for (let column = 0; column < 300; column += 1)
    for (let at = 0; at < 100; at += 1) tally.add(`c${column}`, `${'x'.repeat(400)}${column}-${at}`);
  expect(kept(tally, 'c0').length).toBeGreaterThan(kept(tally, 'c299').length);
});
