import { describe, expect, it } from 'vitest';
import { storyParts } from '../../../cli/report/storyClauses.ts';
import { storiesOf } from '../../../cli/report/index.ts';
import { copy, estateOf, facts, figures, operators, original, reportAbout, sayIn } from './fixture.ts';

describe('the story of a copy found abroad', () => {
  const report = reportAbout();
  const story = report.stories[0]!;

  it('joins class, home, place, operators, laws, key and articles of one container', () => {
    expect(story).toMatchObject({
      subject: 'store://oss-public/fan-export',
      dataset: 'accreditation-file',
      class: 'D3',
      sameBytesAs: ['store://rgw-paris/accreditation'],
      home: { zone: 'private', side: 'private' },
      lies: { zone: 'public', side: 'public', region: 'ap-southeast-1', country: 'SG', standing: 'outside' },
      hosting: { entity: 'cloud-eu', country: 'NL', parents: ['cloud-group'], parentCountries: ['CN'] },
      openedBy: [{ entity: 'support-hk', country: 'HK', operators: 3, route: 'transfer', from: ['HK'] }],
      key: 'provider',
      keyHolder: 'cloud-eu',
    });
    expect(story.references).toEqual(expect.arrayContaining(['GDPR 44', 'GDPR 46', 'GDPR 32']));
  });

  it('says that an article is infringed only where a rule of law was refused', () => {
    expect(story.infringed).toEqual(expect.arrayContaining(['GDPR 44', 'GDPR 46']));
    expect(story.infringed).not.toContain('GDPR 32');
    expect(story.infringed.every((reference) => reference.startsWith('GDPR '))).toBe(true);
  });

  it('names laws of the host’s parent and of whoever opens it, never blocking laws or laws of the Union', () => {
    const reached = Object.fromEntries(story.reaching.map(({ law, entities }) => [law, entities]));
    expect(reached['CN_NATIONAL_INTELLIGENCE_LAW']).toEqual(['cloud-group']);
    expect(reached['HK_NATIONAL_SECURITY_LAW']).toEqual(['support-hk']);
    expect(story.laws.filter((law) => /^EU_|^FR_|LOCALISATION/.test(law))).toEqual([]);
    expect(story.reaching.find(({ law }) => law === 'CN_NATIONAL_INTELLIGENCE_LAW')?.accepted).toBe(true);
    expect(story.reaching.find(({ law }) => law === 'HK_NATIONAL_SECURITY_LAW')?.accepted).toBe(false);
  });

  it('counts an operator once, whatever number of reasons speak against it', () => {
    const alone = reportAbout({ buckets: [original, { ...copy, readers: ['op-0002'] }] }).stories[0]!;
    expect(alone.openedBy.map((row) => row.operators)).toEqual([1]);
  });

  it('keeps entities of different countries and routes apart', () => {
    const people = [...operators, { id: 'op-0009', employer: 'committee', worksIn: 'SG' }];
    const told = reportAbout({
      estate: estateOf(people),
      buckets: [original, { ...copy, readers: ['op-0002', 'op-0003', 'op-0009'] }],
    }).stories[0]!;
    expect(
      told.openedBy.map(({ entity, country, operators: count, route }) => [entity, country, count, route]),
    ).toEqual([
      ['support-hk', 'HK', 2, 'transfer'],
      ['committee', 'SG', 1, 'same-entity-abroad'],
    ]);
  });

  it('holds the class of the original even where the copy itself shows less', () => {
    const plain = reportAbout({ buckets: [original, { ...copy, labels: [] }] }).stories[0]!;
    expect([plain.detected, plain.class]).toEqual(['D3', 'D3']);
  });
});

describe('stories of a run', () => {
  it('tells none where nothing deviates', () => {
    const report = reportAbout({ buckets: [original, figures] });
    expect(report.stories).toEqual([]);
  });

  it('puts the heaviest first, whatever the order of what was seen', () => {
    const small = { ...copy, name: 'aaa', labels: [], prints: [], readers: ['op-0001'], region: 'eu-central-1' };
    const open = { ...small, name: 'aab', labels: copy.labels! };
    const subjects = (buckets: Parameters<typeof reportAbout>[0]) =>
      reportAbout(buckets).stories.map((each) => each.subject);
    const forwards = subjects({ buckets: [original, small, open, copy] });
    expect(forwards[0]).toBe('store://oss-public/fan-export');
    expect(subjects({ buckets: [copy, open, small, original] })).toEqual(forwards);
  });

  it('never calls an unknown country a third country', () => {
    const nowhere = reportAbout({ buckets: [original, { ...copy, region: 'moon-1' }] }).stories[0]!;
    expect(nowhere.lies).toMatchObject({ country: undefined, standing: 'unknown' });
  });

  it('says so when not every account is known', () => {
    expect(reportAbout().stories[0]?.reachKnown).toBe(true);
    const subject = 'store://oss-public/fan-export';
    const denied = {
      subject,
      kind: 'bucket',
      fact: 'grants',
      state: 'denied',
      origin: { source: 's3', call: 'x' },
    } as const;
    const story = reportAbout({ changed: [{ ...denied, at: '2024-07-25T06:00:00.000Z' }] }).stories[0]!;
    expect(story.reachKnown).toBe(false);
    expect(story.openedBy).toEqual([]);
  });

  it('says what strangers may do, before anybody who is named', () => {
    const report = reportAbout({ buckets: [original, { ...copy, public: true }] });
    const [open] = report.stories;
    expect([open!.strangers, reportAbout().stories[0]!.strangers]).toEqual([['read'], []]);
    const told = (language: 'en' | 'fr', story = open!) =>
      storyParts({ report, say: sayIn(language), shield: (text) => text }, story).opened;
    expect(told('en')[0]).toBe('strangers can read it, without any account');
    expect(told('en')).toHaveLength(told('en', reportAbout().stories[0]).length + 1);
    expect(told('fr', { ...open!, strangers: ['read', 'write'] })[0]).toBe(
      'des inconnus peuvent le lire et y écrire, sans aucun compte',
    );
  });

  it('says who, not who else, where nobody is named', () => {
    const say = sayIn('en');
    expect(say('report.story.reach-unknown', { others: 0 })).toBe('who can reach it is not fully known');
    expect(say('report.story.reach-unknown', { others: 2 })).toBe('who else can reach it is not fully known');
  });

  it('is the same from the judgement alone', () => {
    const report = reportAbout();
    expect(storiesOf(report.judgement, estateOf(), facts)).toEqual(report.stories);
  });
});
