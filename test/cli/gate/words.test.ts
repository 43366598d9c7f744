import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gateWords } from '../../../cli/gate/words.ts';
import { opening } from '../../../cli/gate/telling/opening.ts';
import { estateWords, languages, speaker } from '../../../estate/index.ts';
import { cliWords } from '../../../cli/words.ts';
import { reportOf, rowOf } from './fixture.ts';

const root = join(import.meta.dirname, '../../..');
const texts = globSync('audit/plan/**/*.ts', { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));
const codes = (pattern: RegExp) =>
  new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code!)));

/** Everything that any reader gives along with a shortfall. */
const values = {
  counted: 3,
  read: 2,
  operation: 'create',
  drifted: 1,
  count: 2,
  errors: 1,
  line: 9,
  address: 'a.b',
  provider: 'registry.example/x/y',
  provisioner: 'local-exec',
};

describe.each(languages)('in %s', (language) => {
  const say = speaker(language, gateWords, cliWords, estateWords);
  const shorts = [...codes(/\bshort\(\s*'([a-z-]+)'/g), 'interrupted'];

  it.each(shorts)('the shortfall %s has a sentence', (code) => {
    expect(shorts.length).toBeGreaterThan(12);
    expect(gateWords[language]).toHaveProperty([`gate.short.${code}`]);
    const report = reportOf({ shorts: [{ input: 'plan.json', code, values }] });
    const [second] = opening({ report, say, shield: (text) => text });
    expect(second).toMatch(/^plan\.json\s?: [^[{]+\(a\.b\)/);
  });

  const [leftOut, aside] = [codes(/reason: '([a-z-]+)'/g), codes(/aside\('([a-z-]+)'/g)];
  it('every reason of a row has words', () => {
    expect(leftOut.size).toBeGreaterThan(3);
    expect(aside.size).toBeGreaterThan(4);
    const known = gateWords[language];
    for (const reason of [...leftOut].filter((each) => !(`gate.scope.${each}` in known))) {
      expect(known).toHaveProperty([`gate.row.${reason}`]);
      expect(known).toHaveProperty([`gate.left-over.next.${reason}`]);
    }
    for (const reason of aside) expect(known).toHaveProperty([`gate.scope.${reason}`]);
  });

  it('counts in whole words', () => {
    for (const count of [0, 1, 2]) {
      const rows = Array.from({ length: count }, () => rowOf({ outcome: 'out-of-scope', reason: 'component' }));
      expect(opening({ report: reportOf({ rows }), say, shield: (text) => text })[0]).not.toMatch(/[[{]/);
    }
  });

  it('says of what is undecided only what there is', () => {
    const told = (unknowns: number, gaps: number) =>
      say('gate.headline.undecided', { unknowns, gaps, known: 0, resources: 4 });
    const both = language === 'en' ? / and | not understood/ : / et | incomprise/;
    expect(told(1, 1)).toMatch(
      language === 'en' ? /one answer is unknown and one thing is not/ : /indéterminée et une chose est/,
    );
    expect(told(2, 0)).not.toMatch(both);
    expect(told(0, 2)).not.toMatch(language === 'en' ? / and |unknown/ : / et |indéterminées/);
  });
});
