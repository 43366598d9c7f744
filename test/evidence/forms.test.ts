/** Values that come spelt by a form: the log must say byte for byte what it says of the same values told as they are. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalText, Spelt, type Json } from '../../estate/index.ts';
import { judgedEvent } from '../../evidence/index.ts';
import { Log } from '../../evidence/log/append.ts';

const pool = ['a', 'b', 'c', 'd'].map((letter) => `sha256:${letter.repeat(64)}`);
const digest = fc.constantFrom(...pool);

interface Row {
  readonly kind: number;
  readonly name: string;
  readonly first: string;
  readonly others: readonly string[];
  readonly isFormed: boolean;
}
const row: fc.Arbitrary<Row> = fc.record({
  kind: fc.nat(2),
  name: fc.constantFrom('store://a/b', 'store://a/c', 'plan://x/y%20z'),
  first: digest,
  // As many wherever the kind is the same: a form has a place for each.
  others: fc.tuple(digest, digest),
  isFormed: fc.boolean(),
});

const questionOf = ({ kind, name, first }: Row): Json => ({
  kind,
  location: { observation: first },
  subject: { id: name },
});
const answerOf = ({ kind, name, others }: Row): Json => ({ because: [...others], kind, subject: name });
const forms = [0, 1, 2].map(() => ({ question: {}, answer: {} }));

function spelt(given: Row): { question: Json | Spelt; answer: Json | Spelt } {
  const [question, answer] = [questionOf(given), answerOf(given)];
  if (!given.isFormed) return { question, answer };
  const like = forms[given.kind]!;
  return {
    question: new Spelt(canonicalText(question), { like: like.question, cites: [given.first] }),
    answer: new Spelt(canonicalText(answer), { like: like.answer, cites: given.others }),
  };
}

const time = '2024-07-26T08:01:00.000Z';
const decisions = [{ control: 'a/b', verdict: 'allow', reasons: [{ code: 'closed', values: {} }] }] as const;

it('spells each line the same, whichever digests are equal and whichever lines came before', () => {
  const secret = new Uint8Array(32).fill(3);
  let liked = 0;
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), (rows) => {
      const [plain, formed] = [new Log('run', secret, 2), new Log('run', secret, 2)];
      for (const each of rows) {
        const values = { question: questionOf(each), answer: answerOf(each) };
        const expected = plain.append(judgedEvent({ subject: each.name, ...values }, decisions, time));
        expect(formed.append(judgedEvent({ subject: each.name, ...spelt(each) }, [...decisions], time))).toEqual(
          expected,
        );
        if (expected.disclosure?.includes('"like"') === true && each.isFormed) liked += 1;
      }
    }),
    { numRuns: 300 },
  );
  expect(liked).toBeGreaterThan(100);
});

it('spells as version 1 does where the log has that version', () => {
  const [plain, formed] = [1, 2].map(() => new Log('run', new Uint8Array(32).fill(3), 1)) as [Log, Log];
  for (const first of [pool[0]!, pool[1]!]) {
    const given: Row = { kind: 0, name: 'store://a/b', first, others: [pool[2]!, pool[3]!], isFormed: true };
    const values = { question: questionOf(given), answer: answerOf(given) };
    const expected = plain.append(judgedEvent({ subject: given.name, ...values }, [], time));
    expect(formed.append(judgedEvent({ subject: given.name, ...spelt(given) }, [], time))).toEqual(expected);
  }
});
