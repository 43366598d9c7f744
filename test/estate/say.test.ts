/** Sentences are read and filled here where that is simple: each must be what the library would have said. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { languages, speaker, speakerWith, type Language, type Values, type Words } from '../../estate/index.ts';

const root = join(import.meta.dirname, '../..');

function lexiconsIn(language: Language): Words[] {
  const paths = globSync(`{audit,cli,estate,evidence,guard,infra,policies,stacks}/**/words/${language}.json`, {
    cwd: root,
  });
  return paths.map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Words);
}

const readByLibrary = (template: string, language: Language) =>
  new IntlMessageFormat(template, language, undefined, { ignoreTag: true });

const outcome = (say: () => string): string => {
  try {
    return say();
  } catch (error) {
    return `throws ${(error as Error).name}: ${(error as Error).message}`;
  }
};

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
function* namesIn(elements: readonly Element[]): Generator<[name: string, options: readonly string[]]> {
  for (const element of elements) {
    if (!('value' in element) || (element.type as number) === 0) continue;
    yield [element.value, 'options' in element ? Object.keys(element.options) : []];
    if ('options' in element) for (const { value } of Object.values(element.options)) yield* namesIn(value);
  }
}

const numbers = [0, 1, 2, 1_000_000, 1.5];

describe('a sentence', () => {
  it.each(languages)('of any room is what the library says, with every plural and every choice: %s', (language) => {
    let compared = 0;
    for (const words of lexiconsIn(language)) {
      for (const template of Object.values(words)) {
        const say = speaker(language, { en: { it: template }, fr: { it: template } });
        const library = readByLibrary(template, language);
        const names = [...namesIn(library.getAst())];
        const choices = [...numbers, 'store://a/b <b>{x}', ...new Set(names.flatMap(([, options]) => options))];
        for (const value of names.length === 0 ? [''] : choices) {
          const values: Values = Object.fromEntries(names.map(([name]) => [name, value]));
          expect(outcome(() => say('it', values))).toBe(outcome(() => String(library.format(values))));
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(5000);
  });

  it('is what the library says of any text, or is refused as it refuses', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '{name}',
      '{ name }',
      '{n, number}',
      "'",
      "''",
      '{',
      '}',
      '#',
      '<b>',
      '{x}',
    );
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('x', '', 0, 7, '{n}'), (pieces, name) => {
        const template = pieces.join('');
        const values = { name, n: 3 };
        const say = speaker('fr', { en: {}, fr: { it: template } });
        const own = outcome(() => say('it', values));
        expect([template, own]).toEqual([
          template,
          outcome(() => String(readByLibrary(template, 'fr').format(values))),
        ]);
        seen.add(own.startsWith('throws'));
      }),
      { numRuns: 3000 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it.each(languages)('counts and agrees with every number up to a thousand and some beyond: %s', (language) => {
    const template =
      '{n} {n, number} {n, plural, one {# thing} many {# of things} other {# things}} {n, selectordinal, one {#st} other {#th}}';
    const [say, library] = [
      speaker(language, { en: { it: template }, fr: { it: template } }),
      readByLibrary(template, language),
    ];
    const small = Array.from({ length: 1010 }, (_, at) => at);
    for (const n of [...small, -1, -0, 0.5, 1.5, 1e6, 2e6, 123_456_789, Number.NaN, Number.POSITIVE_INFINITY])
      expect(say('it', { n })).toBe(String(library.format({ n })));
  });

  it('is spelt anew before anything is put into it', () => {
    const lexicon = { en: { it: 'run cloison on {name}' }, fr: {} };
    const say = speakerWith((text) => text.replaceAll('cloison', 'npx cloison'), 'en', lexicon);
    expect(say('it', { name: 'cloison' })).toBe('run npx cloison on cloison');
    expect(say('none')).toBe('[none]');
  });
});
