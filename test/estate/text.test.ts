/** No control character comes in, whatever else does. */
import { expect, it } from 'vitest';
import { textOf } from '../../estate/read/text.ts';

it('refuses every control character but tab, line feed and carriage return, and no other', () => {
  const units = Array.from({ length: 0x1_00_00 }, (_, unit) => String.fromCharCode(unit));
  const refused = units.filter((unit) => 'problem' in textOf('a.yaml', `a${unit}`, 100));
  const controls = units.filter((unit) => /\p{Cc}/u.test(unit) && !'\t\n\r'.includes(unit));
  expect(controls).toHaveLength(62);
  expect(refused).toEqual(controls);
});

it('says where the first one stands', () => {
  expect(textOf('a.yaml', 'one\ntwo\u0007 \u0000', 100)).toMatchObject({
    problem: { code: 'control-character', line: 2, column: 4 },
  });
});
