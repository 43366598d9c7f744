import { expect, test } from 'vitest';
import { pinnedVersion } from '../cache.ts';
import { describeEngine } from '../describeEngine.ts';
import { recipes } from '../recipes.ts';
import { opa } from './run.ts';

describeEngine('opa', () => {
  test('is the version that go.mod pins', () => {
    const pinned = pinnedVersion('opa', recipes.opa.go!).replace('v', '');
    expect(opa(['version'])).toContain(`Version: ${pinned}\n`);
  });

  test('evaluates a policy over the input it is given', () => {
    const printed = opa(['eval', '--stdin-input', '--format', 'raw', 'input.country in {"FR", "DE"}'], {
      input: { country: 'FR' },
    });
    expect(printed.trim()).toBe('true');
  });

  test('fails with the words of OPA', () => {
    expect(() => opa(['eval', 'input.country ==='])).toThrow(/exited 2\n.*rego_parse_error/s);
  });
});
