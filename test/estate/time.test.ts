import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysInclusive,
  dayOf,
  instantOf,
  isDay,
  isInstant,
  parseAsOf,
  parseDay,
  parseInstant,
  withinDays,
} from '../../estate/index.ts';

const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

describe('time', () => {
  it('has one spelling for any instant and any day', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const instant = instantOf(date);
        expect(parseInstant(instant)).toBe(date.toISOString());
        expect(isDay(dayOf(instant))).toBe(true);
        expect(parseAsOf(dayOf(instant))).toBe(`${instant.slice(0, 10)}T00:00:00.000Z`);
      }),
    );
  });

  it.each([
    '2024-07-26',
    '2024-07-26T00:00:00Z',
    '2024-07-26T00:00:00.000+00:00',
    '2024-07-26t00:00:00.000z',
    '2024-02-30T00:00:00.000Z',
    '2024-07-26T24:00:00.000Z',
    '2024-07-26T00:00:60.000Z',
    '+012024-07-26T00:00:00.000Z',
    'now',
    '',
  ])('refuses %s as an instant', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => parseInstant(text)).toThrow('usage');
  });

  it.each([
    '2024-02-30',
    '2023-02-29',
    '2024-7-1',
    '24-07-01',
    '2024-07-26T00:00:00.000Z',
    '2024-13-01',
    '2024-00-10',
    '2024/07/26',
  ])('refuses %s as a day', (text) => {
    expect(() => parseDay(text)).toThrow('usage');
  });

  it('counts both ends of a period', () => {
    expect([
      withinDays('2024-07-01', '2024-07-01', '2024-07-01'),
      withinDays('2024-06-30', '2024-07-01'),
      withinDays('2024-07-02', undefined, '2024-07-01'),
      withinDays('2024-07-02'),
    ]).toEqual([true, false, false, true]);
    expect([
      daysInclusive('2024-07-01', '2024-07-01'),
      daysInclusive('2024-01-01', '2024-12-31'),
      daysInclusive('2024-03-30', '2024-04-01'),
    ]).toEqual([1, 366, 3]);
  });
});
