import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands/list.ts';
import { cliWords } from '../../cli/words.ts';
import { languages } from '../../estate/index.ts';
import { obeyed, quietEstate, quietStore, run } from './support.ts';

describe('a wrong call is exit code 2 and says what would be right', () => {
  it.each([
    ['an unknown command', ['estte'], 'Did you mean “estate”?'],
    ['an unknown command below another', ['waiver', 'lst'], 'Did you mean “list”?'],
    ['an unknown option', ['audit', '--estat', 'x'], 'Did you mean “--estate”?'],
    [
      'an unknown value of a closed list',
      ['audit', '--estate', 'x', '--format', 'markdwon'],
      'Did you mean “markdown”? Values: terminal, json, markdown, html.',
    ],
    [
      'a value near none of the list',
      ['audit', '--estate', 'x', '--format', 'xml'],
      'Values: terminal, json, markdown, html.',
    ],
    ['an unknown language', ['estate', 'check', 'x', '--lang', 'de'], 'Values: en, fr.'],
    ['an option left out', ['audit'], '“--estate <path>” is needed'],
    ['a value left out', ['audit', '--estate'], 'needs a value'],
    ['an argument left out', ['estate', 'check'], '“path” is missing'],
    ['one argument too many', ['estate', 'check', 'a', 'b'], 'too many arguments'],
    ['half a command', ['estate'], ''],
    ['a day that no calendar has', ['audit', '--estate', quietEstate(), '--as-of', '2024-02-31'], 'no day for --as-of'],
    [
      'a place that the estate does not know',
      ['audit', '--estate', quietEstate(), '--place', 'store-pariss'],
      'Did you mean “store-paris”?',
    ],
    ['a profile of no place', ['audit', '--estate', quietEstate(), '--profile', 'x=y'], 'There is no “x” here.'],
    ['an unknown control', ['controls', 'residency/region-is-knwon'], 'Did you mean “residency/region-is-known”?'],
    [
      'an exception that does not exist',
      ['waiver', 'sign', 'W-1', '--estate', quietEstate(), '--key', 'k', '--decision', 'granted'],
      'There is no “W-1” here.',
    ],
    [
      'a decision and an opinion at once',
      ['waiver', 'sign', 'W-1', '--estate', 'e', '--key', 'k', '--decision', 'granted', '--opinion', 'reserved'],
      '--opinion',
    ],
    [
      'a file that is not there',
      ['audit', '--estate', quietEstate(), '--collection', '/nowhere/c.jsonl'],
      'cannot be read',
    ],
  ])('%s', async (_what, argv, sentence) => {
    const { code, err, out } = await run(argv, { sources: [quietStore] });
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(out).toBe('');
  });

  it('as JSON when JSON is asked for', async () => {
    const { code, out, err } = await run(['audit', '--format', 'xml', '--estate', 'x', '--json']);
    expect([code, err]).toEqual([2, '']);
    expect(JSON.parse(out)).toMatchObject({ exitCode: 2, fault: 'usage' });
  });

  it('with hostile words made visible', async () => {
    const { err } = await run(['\u001B[2Jcheck\r\n::error::\u202E']);
    expect(obeyed(err)).toEqual([]);
    expect(err).toContain('\\u{1b}[2Jcheck\\u{d}\\u{a}::error::\\u{202e}');
  });
});

describe('help', () => {
  it.each(commands.map((command) => [command.name, command] as const))(
    'of %s ends with one example',
    async (name, command) => {
      const { code, out } = await run([...name.split(' '), '--help']);
      expect(code).toBe(0);
      expect(out.trimEnd().split('\n').at(-1)).toBe(`  cloison ${command.example}`);
      expect(out).not.toContain('[option.');
      expect(out).not.toContain('[command.');
      expect(out).not.toContain('[argument.');
    },
  );

  const families = [...new Set(commands.map(({ name }) => name.split(' ')[0]!))].filter(
    (family) => !commands.some(({ name }) => name === family),
  );
  it.each([[''], ...families.map((family) => [family])])(
    'of “%s” ends with one example of a command',
    async (family) => {
      const { code, out } = await run([...family.split(' ').filter((word) => word !== ''), '--help']);
      expect(code).toBe(0);
      const last = out.trimEnd().split('\n').at(-1)!;
      expect(commands.map(({ example }) => `  cloison ${example}`)).toContain(last);
      expect(last).toContain(family === '' ? 'demo' : family);
      expect(out).not.toContain('display help');
    },
  );

  it('speaks French', async () => {
    const { out } = await run(['--help', '--lang', 'fr']);
    expect(out).toContain('Utilisation');
    expect(out).toContain('les preuves'.replace('les', 'Les'));
    expect(out).not.toMatch(/^(Usage|Options|Commands):/m);
  });

  it('is printed for no words at all, and that is a wrong call', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(2);
    expect(out).toContain('cloison');
  });
});

describe('the language', () => {
  const words = ['estate', 'check', '/nowhere'];
  const french = /introuvable|référentiel|lisible|refusé/;
  it.each([
    ['the flag', ['--lang', 'fr'], {}, true],
    ['the flag before the environment', ['--lang=en'], { LANG: 'fr_FR.UTF-8' }, false],
    ['LANG', [], { LANG: 'fr_FR.UTF-8' }, true],
    ['LC_ALL before LANG', [], { LC_ALL: 'fr_BE', LANG: 'en_GB' }, true],
    ['an empty LC_ALL, which counts as none', [], { LC_ALL: '', LANG: 'fr' }, true],
    ['English for a language that we do not speak', [], { LANG: 'de_DE' }, false],
    ['English for Friulian, which starts like French', [], { LANG: 'fur_IT' }, false],
  ])('follows %s', async (_what, flags, env, isFrench) => {
    const { out, err } = await run([...words, ...flags], { env });
    expect(french.test(out + err)).toBe(isFrench);
  });

  it('has the same sentences in both languages', () => {
    const [en, fr] = languages.map((language) => Object.keys(cliWords[language]).sort());
    expect(fr).toEqual(en);
  });
});
