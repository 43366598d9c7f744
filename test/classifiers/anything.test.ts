import { array, assert, asyncProperty, constantFrom, json, string, stringMatching, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { look } from './look.ts';

const extension = constantFrom(undefined, 'csv', 'tsv', 'json', 'jsonl', 'txt', 'xml');

describe('whatever the bytes are', () => {
  test('a look ends with an answer, and not seen is never a full pass', async () => {
    await assert(
      asyncProperty(uint8Array({ maxLength: 400 }), extension, async (bytes, ending) => {
        const seen = await look(bytes, ending);
        expect(seen.fullPass).toBe(seen.unseen === undefined);
      }),
    );
  });

  test('any text and any JSON too', async () => {
    await assert(
      asyncProperty(
        constantFrom('json', 'text'),
        json(),
        string({ maxLength: 300, unit: 'grapheme' }),
        extension,
        async (kind, document, text, ending) => {
          const seen = await look(kind === 'json' ? document : text, ending);
          expect(seen.labels.every(({ hits, checked }) => hits <= checked)).toBe(true);
        },
      ),
    );
  });

  test('an address is found at every position of a table of words, and is not in the answer', async () => {
    const word = stringMatching(/^[a-z]{1,12}$/);
    await assert(
      asyncProperty(
        array(array(word, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 12 }),
        async (rows) => {
          for (let row = 0; row < rows.length; row += 1) {
            for (let cell = 0; cell < 3; cell += 1) {
              const text = rows.map((words, at) =>
                words.map((one, nth) => (at === row && nth === cell ? 'zoe.martin@example.org' : one)).join(','),
              );
              const seen = await look(['alpha,beta,gamma', ...text].join('\n'));
              expect(seen.labels.map(({ recognizer }) => recognizer)).toContain('generic/email');
              expect(JSON.stringify(seen)).not.toContain('zoe.martin');
            }
          }
        },
      ),
      { numRuns: 10 },
    );
  });
});
