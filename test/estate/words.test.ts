import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editorSchemaText, estateWords, fault, faultCodes, languages, speaker, tellFault } from '../../estate/index.ts';

const root = join(import.meta.dirname, '../../estate');

describe('what the language says', () => {
  it('has a sentence and a next step for every fault, and speaks even when little is known', () => {
    for (const language of languages) {
      const say = speaker(language, estateWords);
      for (const code of faultCodes) {
        const { sentence, next } = tellFault(say, fault(code));
        expect(sentence).toMatch(/^[^[{]+[^{]*\.$/);
        expect(next).toMatch(/^[^[{]+[^{]*\.$/);
      }
    }
    const said = Object.keys(estateWords.en).filter((id) => id.startsWith('fault.'));
    expect(said).toHaveLength(faultCodes.length * 2);
  });

  it('has a sentence and a next step for every code that the sources give', () => {
    const sources = globSync('**/*.ts', { cwd: root })
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n');
    const given = [
      ...sources.matchAll(/code: '([a-z0-9-]+)'/g),
      ...sources.matchAll(/flawIn\([^;]*?, '([a-z]+-[a-z0-9-]+|undeclared)'/g),
      ...sources.matchAll(/(?:refused?|abandoned|#refuse)\('([a-z0-9]+-[a-z0-9-]+)'/g),
    ].map((match) => match[1]!);
    expect(new Set(given).size).toBeGreaterThan(50);
    const missing = [...new Set(given)].filter(
      (code) => !(`problem.${code}` in estateWords.en && `problem.${code}.next` in estateWords.en),
    );
    expect(missing).toEqual([]);
  });
});

it('the JSON Schema for editors is the one that the types come from', () => {
  const committed = JSON.parse(readFileSync(join(root, 'schema/estate.schema.json'), 'utf8')) as unknown;
  expect(committed).toEqual(JSON.parse(editorSchemaText()));
});
