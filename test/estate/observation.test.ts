import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digestOf } from '../../estate/canonical.ts';
import { observationDigest, type Observation } from '../../estate/observation.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', '\\', '\ud800', '\u2028', 'é', '😀'),
);
const observation = fc.record(
  {
    subject: text,
    kind: fc.constantFrom('bucket', 'volume'),
    fact: fc.constantFrom('exists', 'location'),
    state: fc.constantFrom('value', 'absent', 'unknown'),
    value: fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(undefined, { region: 'eu-west-3' }, { at: new Date(0) })),
    origin: fc.record(
      { source: text, call: text, code: fc.option(text, { nil: undefined }), more: text },
      { requiredKeys: ['source', 'call'] },
    ),
    at: text,
    more: text,
  },
  { requiredKeys: ['subject', 'kind', 'fact', 'state', 'origin', 'at'] },
);

function outcome(digest: () => string): string {
  try {
    return digest();
  } catch (cause) {
    return String((cause as { code?: unknown }).code);
  }
}

it('gives an observation the digest of its canonical JSON, or refuses it as that does', () => {
  fc.assert(
    fc.property(observation, (drawn) => {
      const one = drawn as unknown as Observation;
      expect(outcome(() => observationDigest(one))).toBe(outcome(() => digestOf(one)));
    }),
    { numRuns: 2000 },
  );
});
