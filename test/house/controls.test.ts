import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  dataClasses,
  factStates,
  forces,
  isDay,
  languages,
  planeNames,
  severities,
  speaker,
  verdicts,
  type Lexicon,
} from '../../estate/index.ts';
import { controlSince } from '../../policies/index.ts';
import since from '../../policies/since.json' with { type: 'json' };
import { controlFolders } from '../../scripts/control-folders.ts';
import { committedPages, controlPages, controlWords, pageWords } from '../../scripts/control-pages.ts';
import { argumentsOf } from '../../scripts/sentence.ts';

const folders = controlFolders();
const contracts = folders.map(({ contract }) => contract);
const among = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);
const rego = (path: string) => readFileSync(`policies/${path}`, 'utf8');

/** Arguments that the composer of a finding hands to a sentence, by key; every key a control can need is here. */
const sentences = new Map<string, readonly string[]>([
  ['reason.fact-not-known', ['fact', 'state']],
  ['reason.silent', []],
  ['references.infringed', ['references']],
  ['references.related', ['references']],
  ['references.none', ['reason']],
  ...folders.flatMap(({ id, reasons }) => [
    ...['title', 'why', 'remedy', 'make-known'].map((part) => [`${id}.${part}`, []] as const),
    ...reasons.map(({ code, values }) => [`${id}.${code}`, values] as const),
  ]),
]);
const approvals = rego('controls/waiver/waivers-are-in-force/control.rego')
  .split('\n')
  .filter((line) => /approval (?:in|==)/.test(line))
  .flatMap((line) => among(line.slice(line.indexOf('approval ')), /"([a-z-]+)"/g));
/** Names of closed lists. A value that is one of them is said by its name, not by its code. */
const lists: Readonly<Record<string, readonly string[]>> = {
  approval: approvals,
  class: dataClasses,
  fact: contracts.flatMap(({ requires }) => requires),
  family: folders.map(({ family }) => family),
  force: forces,
  'force-means': forces,
  kind: contracts.flatMap(({ kinds }) => kinds),
  link: ['self', 'parent', 'holder', 'nexus'],
  phase: contracts.flatMap(({ phases }) => phases ?? []),
  plane: planeNames,
  clear: among(rego('law/route.rego').split('# How surely')[1]!, /(?:clear|else) := "([a-z-]+)"/g),
  route: [
    ...among(rego('law/route.rego').split('# How surely')[0]!, /(?:kind|else) := "([a-z-]+)"/g),
    ...among(rego('law/basis.rego'), /route := "([a-z-]+)"/g),
  ],
  severity: severities,
  source: ['GDPR', 'EDPB'],
  stage: contracts.flatMap(({ stages }) => stages),
  state: [...factStates, 'missing'],
  value: ['none'],
  verdict: verdicts,
};
const names = Object.entries(lists).flatMap(([list, members]) => members.map((member) => `${list}.${member}`));
const expectedOfControls = [...new Set([...sentences.keys(), ...names])].sort();
const expectedOfPages = [
  ...new Set([
    ...among(readFileSync('scripts/control-pages.ts', 'utf8'), /'(page\.[a-z-]+)'/g),
    ...folders.flatMap(({ reasons }) => reasons.flatMap(({ values }) => values.map((value) => `argument.${value}`))),
  ]),
].sort();

/** Narrow no-break space before ; : ! ? and %, no-break space inside « », no straight apostrophe. Code spans are code. */
function typographyFaults(sentence: string): readonly string[] {
  const prose = sentence.replaceAll(/`[^`]*`/g, '`').replaceAll(/\{\w+, plural, /g, '{');
  return [...prose.matchAll(/[^\u202F][;:!?%](?=\s|$|\))|'|«(?!\u00A0)|(?<!\u00A0)»|\.\.\.|"/g)].map(
    (match) => match[0],
  );
}

describe('every control', () => {
  it('is found', () => expect(folders.length).toBeGreaterThanOrEqual(18));

  describe.each(folders)('$id', (folder) => {
    const { id, contract, rows, reasons } = folder;
    it('has its Rego and its rows in its folder, and a package of the same name', () => {
      expect(existsSync(`policies/controls/${id}/rows.yaml`), `policies/controls/${id}/rows.yaml is missing`).toBe(
        true,
      );
      expect(folder.package).toBe(id);
    });

    it('has a row that allows, one that denies and one that does not know', () => {
      const found = new Set(rows.map((row) => row.expect));
      expect(['allow', 'deny', 'unknown'].filter((verdict) => !found.has(verdict as 'allow'))).toEqual([]);
    });

    it('has rows for codes that it can answer', () => {
      const known = new Set([
        'unknown.fact-not-known',
        'unknown.silent',
        ...reasons.map(({ verdict, code }) => `${verdict}.${code}`),
      ]);
      expect(rows.map(({ expect: verdict, code }) => `${verdict}.${code}`).filter((key) => !known.has(key))).toEqual(
        [],
      );
    });

    it('names an article or clause, or says why it names none', () => {
      expect(contract.references.length > 0 || (contract.noReference ?? '') !== '').toBe(true);
      expect(contract.references.filter((reference) => reference.trim() === '')).toEqual([]);
    });

    it('has the day since when it exists: without one a new control would block whoever updates', () => {
      expect(isDay(controlSince(id) ?? '')).toBe(true);
    });

    it('has a severity and a force of the closed lists', () => {
      expect(severities).toContain(contract.severity);
      expect(forces).toContain(contract.force);
    });

    it.each(languages)('says in %s that an article is infringed only when its force is law', (language) => {
      const keys = [...sentences.keys()].filter((key) => key.startsWith(`${id}.`));
      const said = keys
        .map((key) => controlWords[language][key] ?? '')
        .filter((text) => /infring|enfrei|enfrein/i.test(text));
      expect(said.length > 0).toBe(contract.force === 'law');
    });

    it.each(languages)('says in %s whose rule it is when it is a house rule', (language) => {
      const own = /organisation’s own,? |règle propre de l’organisation/;
      expect(own.test(controlWords[language][`${id}.why`] ?? '')).toBe(contract.force === 'house');
    });
  });
});

it('no day is said of a control that does not exist', () => {
  expect(Object.keys(since).sort()).toEqual(folders.map(({ id }) => id));
});

describe.each<[string, Lexicon, readonly string[]]>([
  ['the words of the controls', controlWords, expectedOfControls],
  ['the words of their pages', pageWords, expectedOfPages],
])('%s', (_name, lexicon, expected) => {
  it.each(languages)('say in %s everything that is needed and nothing else', (language) => {
    expect(Object.keys(lexicon[language]).sort()).toEqual(expected);
  });

  it('take the same arguments in both languages', () => {
    const differing = expected.filter((key) => {
      const [en, fr] = languages.map((language) => argumentsOf(lexicon[language][key] ?? '').join());
      return en !== fr;
    });
    expect(differing).toEqual([]);
  });

  it.each(languages)('promise nothing in %s that no tool may promise', (language) => {
    const said = Object.entries(lexicon[language]).filter(([, text]) =>
      /violat|conforme|compliant|dérogation(?! de l’article)/i.test(text),
    );
    expect(said).toEqual([]);
  });

  it.each(languages)('have no straight apostrophe in %s: ICU would read it as a quote', (language) => {
    expect(Object.entries(lexicon[language]).filter(([, text]) => text.includes("'"))).toEqual([]);
  });

  it('keep French typography', () => {
    const faults = Object.entries(lexicon.fr).flatMap(([key, text]) =>
      typographyFaults(text).map((fault) => `${key}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it.each(languages)('are never empty in %s and have no stray space', (language) => {
    expect(
      Object.entries(lexicon[language]).filter(
        ([, text]) => text === '' || text !== text.trim() || text.includes('  '),
      ),
    ).toEqual([]);
  });
});

describe('a sentence about a decision', () => {
  it('takes only values that its rule hands over', () => {
    const greedy = [...sentences].flatMap(([key, given]) =>
      argumentsOf(controlWords.en[key] ?? '')
        .filter((argument) => !given.includes(argument))
        .map((argument) => `${key}: ${argument}`),
    );
    expect(greedy).toEqual([]);
  });

  it('names every value that its rule hands over', () => {
    const dropped = [...sentences].flatMap(([key, given]) => {
      const named = argumentsOf(controlWords.en[key] ?? '');
      return given.filter((value) => !named.includes(value)).map((value) => `${key}: ${value}`);
    });
    expect(dropped).toEqual([]);
  });

  it.each(languages)('is said in %s with numbers and with text', (language) => {
    const say = speaker(language, controlWords);
    for (const [key, given] of sentences) {
      const said = say(key, Object.fromEntries(given.map((name) => [name, 7])));
      expect(said, key).not.toMatch(/[{}]|^\[/);
    }
  });

  it('counts in the grammar of its language', () => {
    const of = (language: 'en' | 'fr', accounts: number) =>
      speaker(language, controlWords)('access/reach-is-known.nobody-owns-account', { accounts });
    expect(of('fr', 1)).toMatch(/^1 compte .* n’appartient à/);
    expect(of('fr', 2)).toMatch(/^2 comptes .* n’appartiennent à/);
    expect(of('en', 1)).toMatch(/^1 account .* belongs to/);
  });
});

describe('the title of a control', () => {
  it.each(languages)('is in %s one sentence without its full stop', (language) => {
    expect(
      folders.map(({ id }) => controlWords[language][`${id}.title`] ?? '.').filter((title) => /[.:;!?]/.test(title)),
    ).toEqual([]);
  });

  it('is the title of its Rego', () => {
    const differing = folders.filter(
      ({ id }) => among(rego(`controls/${id}/control.rego`), /^# title: (.+)$/gm)[0] !== controlWords.en[`${id}.title`],
    );
    expect(differing.map(({ id }) => id)).toEqual([]);
  });
});

describe('the pages', () => {
  const made = controlPages(folders);
  const committed = committedPages();
  it('are those that the controls and their words make now (else: node scripts/control-pages.ts)', () => {
    expect([...committed.keys()].sort()).toEqual([...made.keys()].sort());
    for (const [path, text] of made) expect(committed.get(path), path).toBe(text);
  });

  it('say nothing in brackets: no word is missing', () => {
    expect([...made].flatMap(([path, text]) => (/\[[a-z/-]+\.[\w-]+\](?!\()/.test(text) ? [path] : []))).toEqual([]);
  });

  it('link only to pages that exist', () => {
    const broken = [...made].flatMap(([path, text]) =>
      among(text, /\]\(([^)]+\.md)\)/g)
        .map((link) => new URL(link, `file:///${path}`).pathname.slice(1))
        .filter((target) => !made.has(target)),
    );
    expect(broken).toEqual([]);
  });
});
