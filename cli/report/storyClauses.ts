/** A story as clauses, in the order a person asks: what is it, where is it, who opens it, which law, whose key, what now. */
import type { Say } from '../../estate/index.ts';
import { countryLabel, countryProse, referenceList } from './names.ts';
import type { Story } from './report.ts';
import type { Teller } from './sentences.ts';
import { lawWord } from './spoken.ts';

/** `D3 “protected”`; an unknown class is said as such. */
export const className = (say: Say, code: string) =>
  /^D[0-4]$/.test(code) ? say('report.class', { code, name: say(`class.${code}`) }) : say('report.class-unknown');

function holds({ say, shield }: Teller, story: Story): string {
  const said = {
    container: say(`report.this.${story.kind}`),
    class: className(say, story.class),
    dataset: shield(story.dataset ?? ''),
    side: story.home?.side ?? 'unknown',
    zone: shield(story.home?.zone ?? ''),
    original: story.sameBytesAs.map(shield).join(', '),
  };
  if (story.sameBytesAs.length > 0) return say('report.story.same-bytes', said);
  if (story.dataset === undefined) return say('report.story.undeclared', said);
  return say(story.home === undefined ? 'report.story.homeless' : 'report.story.declared', said);
}

function lies({ report, say, shield }: Teller, { lies: there, hosting }: Story): string {
  const country = there.country === undefined ? '' : shield(countryProse(report, say, there.country));
  return say('report.story.lies', {
    side: there.side,
    zone: shield(there.zone),
    entity: shield(hosting?.entity ?? say('report.nobody')),
    region: shield(there.region ?? say('report.region-unknown')),
    country,
    standing: there.country === undefined ? 'nowhere' : there.standing,
  });
}

function parents({ report, say, shield }: Teller, { hosting }: Story): string[] {
  if (hosting === undefined || hosting.parents.length === 0) return [];
  const label = (entity: string, country: string | undefined) =>
    shield(country === undefined ? entity : `${entity} (${countryLabel(report, say, country)})`);
  const list = hosting.parents.map((parent, at) => label(parent, hosting.parentCountries[at])).join(', ');
  return [say('report.story.parents', { entity: label(hosting.entity, hosting.country), parents: list })];
}

function openingClauses({ report, say, shield }: Teller, { openedBy, reachKnown, strangers }: Story): string[] {
  const label = (code: string) => shield(countryLabel(report, say, code));
  const open = strangers.length === 0 ? [] : [say('report.story.strangers', { rights: strangers.join('-') })];
  const named = openedBy.map(({ entity, country, operators, route, clear, from, plane }) =>
    say(plane === undefined ? 'report.story.operators' : 'report.story.plane', {
      entity: shield(entity),
      country: label(country),
      operators,
      from: from.map(label).join(', '),
      route: shield(say(`route.${route}`)),
      clear: say(`clear.${clear}`),
      plane: plane === undefined ? '' : shield(say(`plane.${plane}`)),
    }),
  );
  const rows = [...open, ...named];
  return reachKnown ? rows : [...rows, say('report.story.reach-unknown', { others: rows.length })];
}

function laws({ say, shield }: Teller, { reaching }: Story): string[] {
  if (reaching.length === 0) return [];
  const byEntity = Map.groupBy(reaching, ({ entities }) => entities.join(', '));
  const said = [...byEntity].map(([entities, rows]) =>
    say('report.story.reached', {
      entities: shield(entities),
      laws: rows.map(({ law }) => shield(lawWord(say, law))).join(', '),
      count: rows.length,
    }),
  );
  return [say('report.story.laws', { list: said.join(say('report.list-separator')) })];
}

function key({ say, shield }: Teller, story: Story): string {
  return say(`report.story.key.${story.key}`, { holder: shield(story.keyHolder ?? '?') });
}

function articles({ say }: Teller, { infringed, references }: Story): string {
  const related = references.filter((each) => !infringed.includes(each));
  return [
    ...(infringed.length === 0 ? [] : [say('report.story.infringed', { references: referenceList(say, infringed) })]),
    ...(related.length === 0 ? [] : [say('report.story.related', { references: referenceList(say, related) })]),
  ].join(say('report.list-separator'));
}

/** What a story says under each question, as clauses without end marks. */
export interface StoryParts {
  readonly holds: readonly string[];
  readonly lies: readonly string[];
  readonly opened: readonly string[];
  readonly laws: readonly string[];
  readonly key: readonly string[];
  readonly articles: readonly string[];
}

export function storyParts(teller: Teller, story: Story): StoryParts {
  return {
    holds: [holds(teller, story)],
    lies: [lies(teller, story), ...parents(teller, story)],
    opened: openingClauses(teller, story),
    laws: laws(teller, story),
    key: [key(teller, story)],
    articles: [articles(teller, story)].filter((clause) => clause !== ''),
  };
}

/** In that order one sentence: the output joins the clauses, or lists them. */
export function storyClauses(teller: Teller, story: Story): string[] {
  return Object.values(storyParts(teller, story)).flat();
}
