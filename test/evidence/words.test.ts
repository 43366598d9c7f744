import { expect, test } from 'vitest';
import { bundleVerdicts, checkCodes, evidenceWords, verdictExit } from '../../evidence/index.ts';

const variables = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{([a-z]+)[,}]/gi)].map((match) => match[1]!))].sort();

test('every verdict, check and replay answer has a sentence in both languages, with the same values, and none is left over', () => {
  const ids = [
    ...checkCodes,
    ...bundleVerdicts.map((verdict) => `verdict.${verdict}`),
    ...['faithful', 'differs', 'cannot-replay'].map((answer) => `replay.${answer}`),
  ].map((id) => `verify.${id}`);
  for (const language of ['en', 'fr'] as const)
    expect(Object.keys(evidenceWords[language]).sort()).toEqual([...ids].sort());
  for (const id of ids) expect([id, variables(evidenceWords.fr[id]!)]).toEqual([id, variables(evidenceWords.en[id]!)]);
});

test('each verdict has its exit code', () => {
  expect(verdictExit).toEqual({ GAP: 4, MISSING: 4, INVALID: 4, UNVERIFIABLE: 5, STALE: 3, VALID: 0 });
});
