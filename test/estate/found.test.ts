/** What an exception is granted for and a baseline knows a finding by: one notion of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reason } from '../../estate/index.ts';
import { foundBeyond, foundBy, tellingValues } from '../../estate/papers/found.ts';

const replicates = (...targets: string[]): Reason => ({ code: 'replicates-elsewhere', values: { targets } });
const beyond = (granted: readonly Reason[], found: readonly Reason[]) => foundBeyond(foundBy(granted), foundBy(found));

describe('what is found beyond what was granted', () => {
  it('is nothing of the same, in any order, and of fewer', () => {
    expect(beyond([replicates('a', 'b')], [replicates('b', 'a')])).toEqual([]);
    expect(beyond([replicates('a', 'b')], [replicates('b')])).toEqual([]);
    expect(beyond([replicates('a'), { code: 'writable', values: {} }], [replicates('a')])).toEqual([]);
  });

  it('is each other target, each other reason, and one that names nothing', () => {
    expect(beyond([replicates('a')], [replicates('a', 'c')])).toEqual(['replicates-elsewhere targets=c']);
    expect(beyond([replicates('a')], [replicates('a'), { code: 'writable', values: {} }])).toEqual(['writable']);
    expect(beyond([replicates('a')], [replicates()])).toEqual(['replicates-elsewhere']);
  });

  it('mixes no two: who was granted one in one country and another elsewhere was not granted them crossed', () => {
    const at = (importer: string, country: string): Reason => ({ code: 'none', values: { importer, country } });
    expect(beyond([at('one', 'US'), at('two', 'IE')], [at('one', 'IE')])).toEqual(['none country=IE importer=one']);
  });

  it('is more accounts, and not fewer', () => {
    const accounts = (count: number): Reason => ({ code: 'nobody-owns-account', values: { accounts: count } });
    expect(beyond([accounts(3)], [accounts(3)])).toEqual([]);
    expect(beyond([accounts(3)], [accounts(2)])).toEqual([]);
    expect(beyond([accounts(3)], [accounts(10)])).toEqual(['nobody-owns-account accounts<=10']);
  });

  it('is clear text, where it was granted without', () => {
    const opened = (clear: boolean): Reason => ({ code: 'from-abroad', values: { country: 'US', clear } });
    expect(beyond([opened(false)], [opened(true)])).toEqual(['from-abroad clear=true country=US']);
  });

  it('is whatever a baseline calls new, and nothing that it calls the same', () => {
    const texts = fc.constantFrom('a', 'b', 'a b', 'a=b', 'b targets=a', '%', 'é', '\ud800', '\n');
    const reason = fc.record({
      code: fc.constantFrom('one', 'two'),
      values: fc.record(
        { country: texts, targets: fc.uniqueArray(texts), until: texts },
        { requiredKeys: ['targets'] },
      ),
    });
    const known = (one: Reason) => JSON.stringify([one.code, tellingValues(one)]);
    fc.assert(
      fc.property(reason, reason, (one, other) => {
        const isSame = known(one) === known(other);
        const covers = beyond([one], [other]).length === 0 && beyond([other], [one]).length === 0;
        expect(covers).toBe(isSame);
      }),
    );
  });

  it('is text that the language takes, however long a name is', () => {
    for (const each of foundBy([replicates('x'.repeat(5000)), replicates('\ud800')])) {
      expect(each.length).toBeLessThan(2000);
      expect(each.isWellFormed()).toBe(true);
    }
    const [one, other] = [replicates(`${'x'.repeat(5000)}1`), replicates(`${'x'.repeat(5000)}2`)];
    expect(beyond([one], [other])).toHaveLength(1);
  });
});
