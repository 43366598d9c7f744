import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { languages } from '../../estate/index.ts';

const root = join(import.meta.dirname, '../..');
/** A folder of a room may speak for itself: `cli/gate/words`. */
const rooms = globSync('{*,*/*}/words/en.json', { cwd: root, exclude: ['node_modules'] }).map((path) =>
  path.replace(/\/words\/en\.json$/, ''),
);

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Type 0 of the parser: text between arguments. */
function isLiteral(element: Element): boolean {
  return [0].includes(element.type);
}

/** Names of the arguments of a message, also of those inside its choices. */
function argumentsOf(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => argumentsOf(value)) : [];
    const isArgument = 'value' in element && typeof element.value === 'string' && !isLiteral(element);
    return isArgument ? [element.value, ...inner] : inner;
  });
}

function wordsOf(room: string, language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, room, 'words', `${language}.json`), 'utf8')) as Record<string, string>;
}

function argumentsIn(message: string, language: string): string[] {
  return [
    ...new Set(argumentsOf(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst())),
  ].sort();
}

/** Everything that may name an id: our code, the Rego that gives codes and facts, and their data. */
const sources = globSync(
  '{estate,classifiers,audit,policies,evidence,guard,cli,stacks,infra,scripts}/**/*.{ts,rego,json,yaml,mjs}',
  { cwd: root },
)
  .filter((path) => !/(?:^|\/)(?:words|node_modules|compiled)\//.test(path))
  .map((path) => `${path}\n${readFileSync(join(root, path), 'utf8')}`)
  .join('\n');

/** Every word of the sources, paths among them: a control is named by its folder. */
const spoken = new Set(sources.match(/[A-Za-z0-9_][A-Za-z0-9_-]*/g));

/** An id is used when each part of it is a word of the sources: most ids are put together from a family and a code. */
function isUsed(id: string): boolean {
  return id
    .replace(/\.next$/, '')
    .split(/[./ ]/)
    .every((part) => spoken.has(part));
}

describe.each(rooms)('the words of %s', (room) => {
  const en = wordsOf(room, 'en');
  const fr = wordsOf(room, 'fr');

  it('has the same ids in both languages', () => {
    expect(existsSync(join(root, room, 'words/fr.json'))).toBe(true);
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  it('takes the same arguments in both languages', () => {
    const differing = Object.keys(en).filter(
      (id) => String(argumentsIn(en[id]!, 'en')) !== String(argumentsIn(fr[id] ?? '', 'fr')),
    );
    expect(differing).toEqual([]);
  });

  it('holds no sentence that nothing says', () => {
    expect(Object.keys(en).filter((id) => !isUsed(id))).toEqual([]);
  });

  it('never declares anybody compliant, in either language', () => {
    const said = languages.flatMap((language) => Object.entries(wordsOf(room, language)));
    const wrong = said.filter(([, text]) => /\bGDPR[ -]compliant\b|\bconformes?\b(?! à)|\bviolations?\b/i.test(text));
    expect(wrong).toEqual([]);
  });

  it('writes French with its own apostrophes and spaces', () => {
    const wrong = Object.entries(fr).filter(([, text]) => /[a-zà-ÿ]'[a-zà-ÿ]|« | »| [;?!](?:\s|$)/i.test(text));
    expect(wrong).toEqual([]);
  });
});

it('finds the rooms that speak', () => {
  expect(rooms).toContain('estate');
});
