import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Instances } from '../../../../audit/plan/terraform/addresses.ts';
import { Spoken } from '../../../../audit/plan/join/links/spoken.ts';
import type { Kept } from '../../../../audit/plan/join/links/keep.ts';

const few = (...texts: string[]) => fc.constantFrom(...texts);
// A hostile plan says what it likes of module and key beside any address.
const told = fc.record({
  configured: few('a.x', 'a.y', 'module.m.a.x'),
  instance: fc.record({
    address: few('a.x', 'a.y', 'a.x["k"]', 'module.m.a.x', 'a.y[0]'),
    module: few('', 'module.m'),
    key: few('', '["k"]', '[0]'),
  }),
  isDeposed: fc.boolean(),
});

describe('addresses that are taken', () => {
  test('are those that a list of all of them holds, whatever else is said beside them', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 8 }), (all) => {
        const [instances, taken] = [new Instances(), new Set<string>()];
        for (const { configured, instance, isDeposed } of all) {
          expect(instances.has(instance.address)).toBe(taken.has(instance.address));
          if (taken.has(instance.address)) continue;
          taken.add(instance.address);
          if (isDeposed) instances.take(instance.address);
          else instances.add(configured, instance);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('resources of one input', () => {
  test('are found by address in whatever order somebody speaks of them', () => {
    const kept = (address: string) => ({ planned: { address } }) as Kept;
    const addresses = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(fc.array(few(...addresses, 'nowhere'), { maxLength: 10 }), (asked) => {
        const all = addresses.map(kept);
        const spoken = new Spoken();
        for (const each of all) spoken.add(each);
        for (const address of asked)
          expect(spoken.find(address)).toBe(all.find(({ planned }) => planned.address === address));
      }),
    );
  });
});
