/** The first line is the answer, and a report is in one language from its first line to its last. */
import { beforeAll, describe, expect, test } from 'vitest';
import { auditWords as roomWords } from '../../../audit/index.ts';
import { cliWords } from '../../../cli/words.ts';
import { estateWords, type Language } from '../../../estate/index.ts';
import { policyWords } from '../../../policies/index.ts';
import { auditWords, cloison, estate, recording, trust, written } from '../recorded.ts';

describe('row 36: no banner; the first line is the answer', () => {
  const answers: [string, string[], 'out' | 'err', RegExp][] = [
    ['audit', auditWords(), 'out', /^\d+ deviations found by \d+ controls on \d+ subjects/],
    ['audit, in French', auditWords({ words: ['--lang', 'fr'] }), 'out', /^\d+ écarts /],
    ['audit, refused', auditWords({ collection: written('[]') }), 'err', /collection\.jsonl:1:1 error$/],
    ['audit, a file that is not there', auditWords({ collection: '/nowhere' }), 'err', /^cloison: .*cannot be read/],
    ['estate check', ['estate', 'check', estate], 'out', /^The estate reads well: \d+ entities, /],
    [
      'why',
      ['why', 'store://rgw-paris/budget', '--estate', estate, '--collection', recording, '--trust', trust],
      'out',
      /^store:\/\/rgw-paris\/budget$/,
    ],
    ['controls', ['controls'], 'out', /^[a-z-]+\/|critical|high/],
  ];
  test.each(answers)('%s', async (_what, argv, stream, first) => {
    const ran = await cloison(argv);
    expect(ran[stream].split('\n')[0]).toMatch(first);
    // Nothing on the other stream: neither disclaimers nor art.
    expect(ran[stream === 'out' ? 'err' : 'out']).toBe('');
  });
});

/** The fixed pieces of a language's sentences, long enough to be nobody else's. */
function piecesOf(language: Language): Set<string> {
  const all = [cliWords, estateWords, policyWords, roomWords].flatMap((lexicon) => Object.values(lexicon[language]));
  const fixed = all.flatMap((text) => text.replaceAll(/\{[^{}]*\}/g, '\n').split(/[{}\n]|<[^>]*>|`[^`]*`/));
  return new Set(fixed.map((piece) => piece.trim()).filter((piece) => piece.length >= 12 && piece.includes(' ')));
}

describe('row 37: the same statuses in both languages, and no mixed line', () => {
  const formats = ['terminal', 'markdown', 'html'] as const;
  const text: Record<string, string> = {};
  const json: Record<string, unknown> = {};
  beforeAll(async () => {
    for (const language of ['en', 'fr'] as const) {
      for (const format of formats)
        text[`${language} ${format}`] = (
          await cloison(auditWords({ words: ['--format', format, '--lang', language] }))
        ).out;
      const told = JSON.parse((await cloison(auditWords({ words: ['--json', '--lang', language] }))).out) as {
        run: { id: string };
      };
      json[language] = { ...told, run: { ...told.run, id: '' } };
    }
  });

  test('for machines both are the same', () => {
    expect(json['fr']).toEqual(json['en']);
  });

  test('every subject and control stands in both, in the same order', () => {
    for (const format of formats) {
      const ids = (language: Language) =>
        text[`${language} ${format}`]!.match(
          /(?:store|cluster|operator|access):\/\/[\w/.~%-]+|[a-z]+\/[a-z]+(?:-[a-z]+)+/g,
        );
      expect(ids('fr'), format).toEqual(ids('en'));
    }
  });

  test('no line holds words of the other language', () => {
    const [en, fr] = [piecesOf('en'), piecesOf('fr')];
    expect(Math.min(en.size, fr.size)).toBeGreaterThan(400);
    for (const format of formats) {
      const mixed = (language: Language, foreign: Set<string>, own: Set<string>) =>
        [...foreign].filter((piece) => !own.has(piece) && text[`${language} ${format}`]!.includes(piece));
      expect(mixed('en', fr, en), format).toEqual([]);
      expect(mixed('fr', en, fr), format).toEqual([]);
    }
  });
});
