/** Writes the page of every control, in both languages, from its contract, its words and its rows. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { languages, speaker, type Language, type Lexicon, type Say, type Verdict } from '../estate/index.ts';
import policyEn from '../policies/words/en.json' with { type: 'json' };
import policyFr from '../policies/words/fr.json' with { type: 'json' };
import { controlSince } from '../policies/index.ts';
import { controlFolders, type ControlFolder, type ReasonCode, type Row } from './control-folders.ts';
import pageEn from './words/en.json' with { type: 'json' };
import { sentenceShown } from './sentence.ts';
import pageFr from './words/fr.json' with { type: 'json' };

export const controlWords: Lexicon = { en: policyEn, fr: policyFr };
export const pageWords: Lexicon = { en: pageEn, fr: pageFr };
const root = 'docs/controls';

/** The first row that expects this answer, and what it changes in the base question. */
function example(rows: readonly Row[], verdict: Verdict, asked: string, say: Say): readonly string[] {
  const row = rows.find(({ expect, code }) => expect === verdict && code === asked);
  if (row === undefined) return [];
  const change = row.with === undefined ? '' : ` — \`${JSON.stringify(row.with)}\``;
  return [`  - ${say('page.example', { title: row.title })}${change}`];
}

function reasonLine({ id, rows }: ControlFolder, reason: ReasonCode, language: Language, say: Say): string {
  const template = controlWords[language][`${id}.${reason.code}`] ?? `[${id}.${reason.code}]`;
  return [
    `- \`${reason.code}\` — ${sentenceShown(template, say)}`,
    ...example(rows, reason.verdict, reason.code, say),
  ].join('\n');
}

/** An article is said to be infringed by a rule of law only; a recommendation never is. */
function references({ force, references: all, noReference }: ControlFolder['contract'], say: Say): readonly string[] {
  if (all.length === 0) return [say('references.none', { reason: noReference ?? '' })];
  const infringed = all.filter((reference) => force === 'law' && reference.startsWith('GDPR '));
  const related = all.filter((reference) => !infringed.includes(reference));
  const cited = (reference: string) => reference.replace(/^(GDPR|EDPB)\b/, (source) => say(`source.${source}`));
  const line = (key: string, list: readonly string[]) =>
    list.length === 0 ? [] : [say(`references.${key}`, { references: list.map(cited).join(', ') })];
  return [...line('infringed', infringed), ...line('related', related)];
}

function page(folder: ControlFolder, language: Language): string {
  const say = speaker(language, controlWords, pageWords);
  const { id, contract } = folder;
  const lines = (verdict: Verdict) =>
    folder.reasons
      .filter((reason) => reason.verdict === verdict)
      .map((each) => reasonLine(folder, each, language, say));
  const listed = (names: readonly string[], prefix: string) => names.map((name) => say(`${prefix}.${name}`)).join(', ');
  const classes = [...contract.classes].sort().map((name) => `${name} ${say(`class.${name}`)}`);
  const notKnown = [`- ${say('page.also-unknown')}`, ...example(folder.rows, 'unknown', 'fact-not-known', say)];
  const inapplicable = lines('not-applicable');
  const other = language === 'en' ? 'fr' : 'en';
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [say('page.promise'), [say(`${id}.why`)]],
    [
      say('page.force-and-references'),
      [
        `- ${say('page.force', { force: say(`force.${contract.force}`) })} ${say(`force-means.${contract.force}`)}`,
        ...references(contract, say).map((line) => `- ${line}`),
        `- ${say('page.severity', { severity: say(`severity.${contract.severity}`) })}`,
        `- ${say('page.since', { day: controlSince(id) ?? '?' })}`,
      ],
    ],
    [
      say('page.applies'),
      [
        `- ${say('page.stages', { list: listed(contract.stages, 'stage') })}`,
        ...(contract.phases === undefined
          ? []
          : [`- ${say('page.phases', { list: listed(contract.phases, 'phase') })}`]),
        `- ${say('page.kinds', { list: listed(contract.kinds, 'kind') })}`,
        `- ${say('page.classes', { list: classes.join(', ') })}`,
        '',
        say('page.class-unknown'),
        ...(inapplicable.length === 0 ? [] : ['', say('page.inapplicable'), '', ...inapplicable]),
      ],
    ],
    [say('page.allow'), lines('allow')],
    [say('page.deny'), lines('deny')],
    [say('page.unknown'), [...lines('unknown'), ...notKnown, '', say(`${id}.make-known`)]],
    [say('page.remedy'), [say(`${id}.remedy`)]],
    [say('page.facts'), contract.requires.map((name) => `- \`${name}\` — ${say(`fact.${name}`)}`)],
  ];
  return [
    `<!-- ${say('page.generated')} -->`,
    `# ${say(`${id}.title`)}`,
    `\`${id}\` · [${say('page.other-language')}](${folder.promise}.${other}.md) · [${say('page.index')}](../README${language === 'fr' ? '.fr' : ''}.md)`,
    ...sections.flatMap(([title, body]) => [`## ${title}`, body.join('\n')]),
  ].join('\n\n');
}

function index(folders: readonly ControlFolder[], language: Language): string {
  const say = speaker(language, controlWords, pageWords);
  const families = [...new Set(folders.map(({ family }) => family))];
  const row = ({ id, family, promise, contract }: ControlFolder) =>
    `| [${say(`${id}.title`)}](${family}/${promise}.${language}.md) | ${say(`force.${contract.force}`)} | ${say(`severity.${contract.severity}`)} | ${[...contract.classes].sort().join(' ')} |`;
  const head = `| ${say('page.promise')} | ${say('page.force-name')} | ${say('page.severity-name')} | ${say('page.classes-name')} |\n|---|---|---|---|`;
  return [
    `<!-- ${say('page.generated')} -->`,
    `# ${say('page.index')}`,
    `[${say('page.other-language')}](README${language === 'fr' ? '' : '.fr'}.md)`,
    say('page.index-intro', { count: folders.length }),
    ...families.flatMap((family) => [
      `## ${say(`family.${family}`)}`,
      [head, ...folders.filter((each) => each.family === family).map(row)].join('\n'),
    ]),
  ].join('\n\n');
}

/** Path from the repository root → text, of every page and of the two indexes. */
export function controlPages(folders: readonly ControlFolder[]): ReadonlyMap<string, string> {
  const pages = languages.flatMap((language): (readonly [string, string])[] => [
    [`${root}/README${language === 'fr' ? '.fr' : ''}.md`, `${index(folders, language)}\n`],
    ...folders.map((each) => [`${root}/${each.id}.${language}.md`, `${page(each, language)}\n`] as const),
  ]);
  return new Map(pages);
}

/** What lies on disk, in the same form. */
export function committedPages(): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));
  return new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

if (import.meta.main) {
  rmSync(root, { recursive: true, force: true });
  for (const [path, text] of controlPages(controlFolders())) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
