import { describe, expect, test } from 'vitest';
import { digits, draws, found, look, lookAt } from './look.ts';

const random = draws(99);
const many = (make: (at: number) => string): string[] => Array.from({ length: 500 }, (_, at) => make(at));
const ean = (body: string): string => {
  const sum = Array.from(body).reduce((total, char, at) => total + Number(char) * (at % 2 === 0 ? 1 : 3), 0);
  return body + String((10 - (sum % 10)) % 10);
};
const hex = (count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');

const harmless: readonly (readonly [string, string, (at: number) => string])[] = [
  ['order numbers that count up', 'order_id', (at) => String(4_000_000_000_000_000 + at * 7)],
  ['order numbers with a prefix', 'reference', (at) => `ORD-${10_000_000 + at * 13}`],
  ['eleven random digits', 'reference', () => `7${digits(random, 10)}`],
  ['fifteen random digits', 'reference', () => `1${digits(random, 14)}`],
  ['sixteen random digits', 'reference', () => digits(random, 16)],
  ['nine digits and a letter of a series', 'part', (at) => `${10_000_000 + at * 3}A`],
  ['milliseconds since 1970', 'timestamp', (at) => String(1_721_945_000_000 + at * 997)],
  ['seconds since 1970', 'at', (at) => String(1_721_945_000 + at * 61)],
  ['times', 'created', (at) => new Date(1_721_945_000_000 + at * 86_400_000).toISOString()],
  ['days', 'day', (at) => new Date(600_000_000_000 + at * 86_400_000).toISOString().slice(0, 10)],
  ['versions', 'version', (at) => `${at % 9}.${at % 13}.${at % 100}.${at}`],
  ['coordinates', 'position', () => `48.${digits(random, 7)}, 2.${digits(random, 7)}`],
  ['latitudes', 'lat', () => `48.${digits(random, 14)}`],
  ['prices', 'price', (at) => `${at * 137},${digits(random, 2)} €`],
  ['UUIDs', 'id', () => `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`],
  ['digests', 'digest', () => hex(64)],
  ['EAN-13', 'ean', () => ean(`3${digits(random, 11)}`)],
  ['EAN-13 without a name', 'item', () => ean(`4${digits(random, 11)}`)],
  ['IMEI', 'device', () => `35${digits(random, 13)}`],
  ['links', 'url', (at) => `https://www.example.org/a/${at}?t=${digits(random, 10)}`],
  ['image files', 'file', (at) => `icon-${at}@2x.png`],
  ['private addresses', 'ip', (at) => `10.0.${at % 255}.7`],
  ['French VAT numbers', 'tva', () => `FR${digits(random, 11)}`],
  ['SIRET-like numbers', 'siret', () => digits(random, 14)],
  ['percentages', 'share', (at) => `${at / 10} %`],
  ['seats', 'seat', (at) => `B${at}-12`],
];

describe('what is no personal data gets no label', () => {
  test.each(harmless)('%s', async (_, header, make) => {
    const seen = await lookAt(header, many(make));
    expect(found(seen)).toEqual([]);
    expect(seen).toMatchObject({ fullPass: true, values: 500 });
  });

  test('not even all of them in one table', async () => {
    const lines = many((at) => harmless.map(([, , make]) => `"${make(at)}"`).join(','));
    const seen = await look([harmless.map(([, header], at) => `${header} ${at}`).join(','), ...lines].join('\n'));
    expect(found(seen)).toEqual([]);
  });
});
