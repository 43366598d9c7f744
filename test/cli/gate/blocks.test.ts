import { describe, expect, it } from 'vitest';
import { linesOf, settledBy, type Settling, type Wish } from '../../../cli/gate/telling/settling.ts';
import { rendered } from '../../../cli/gate/rendering.ts';
import type { GateFinding } from '../../../cli/gate/report.ts';
import { findingOf, reportOf, unknownOf } from './fixture.ts';

const made = (
  findings: readonly GateFinding[],
  format: 'terminal' | 'markdown' = 'terminal',
  language: 'en' | 'fr' = 'en',
) =>
  rendered(reportOf({ findings }), format, {
    language,
    width: undefined,
    colour: false,
    profile: 'github',
    token: '',
    words: [],
  });
const times = (text: string, part: string) => text.split(part).length - 1;
const missing = (...facts: readonly (readonly [fact: string, state: string])[]) =>
  facts.map(([fact, state]) => ({ code: 'fact-not-known', values: { fact, state } }));

describe('controls that speak of the same resource', () => {
  const both = [findingOf(), findingOf({ control: 'exposure/personal-data-is-not-public', reasons: [] })];

  it.each(['terminal', 'markdown'] as const)('stand under it, and it is named once, in %s', (format) => {
    const text = made(both, format);
    expect(times(text, 'aws_s3_bucket.fan')).toBe(1);
    expect(times(text, 'infra/main.tf:12')).toBe(1);
    for (const { control } of both) expect(text).toContain(control);
  });

  it('stand apart where one is excused, or speaks of one more', () => {
    const excused = made([both[0]!, { ...both[1]!, waiver: 'W-1', waivable: false }]);
    expect(times(excused, 'aws_s3_bucket.fan')).toBe(2);
    expect(made([...both, findingOf({ subject: 'store://oss-public/more' })])).not.toContain('■');
  });

  it('say what is the same of all once, above fifty of them, and count those that are not shown', () => {
    const many = Array.from({ length: 50 }, (_, at) => findingOf({ subject: `store://oss-public/b-${at}` }));
    for (const format of ['terminal', 'markdown'] as const) {
      const text = made(many, format);
      expect(times(text, 'outside the EEA (SG Singapore)')).toBe(1);
      expect(text).toContain('45 more');
      expect(text.split('\n').length).toBeLessThan(40);
    }
  });

  it('do not ask for anything where an exception or the baseline excuses them', () => {
    expect(made([findingOf({ known: true })])).not.toContain('→');
    expect(made([unknownOf({ known: true })])).not.toContain('region = ');
  });
});

describe('what is not known', () => {
  const one = unknownOf({
    control: 'keys/keys-are-held-outside-the-provider',
    reasons: missing(['encryption', 'unsupported'], ['hosting', 'unknown'], ['key', 'unknown']),
    makeKnown: {
      where: 'estate',
      wishes: [{ table: 'places', id: 'p', says: { declared: { encryption: '<provider-key|customer-key>' } } }],
    },
  });

  it('is one list for each reason why, not one sentence a fact', () => {
    expect(made([one])).toContain(
      'A plan cannot say: encryption at rest. Not known: the entity that hosts, its parents and its holders; the holder of the key.',
    );
    expect(made([one], 'terminal', 'fr')).toContain('On ignore\u202F: ');
  });

  it('is settled by lines that are said once for all controls of the resource', () => {
    const region: Settling = {
      where: 'estate',
      wishes: [{ table: 'places', id: 'p', says: { region: '<region>' } }],
    };
    const other = unknownOf({ makeKnown: region });
    const text = made([one, other]);
    expect(text).toContain(
      '\n      places:\n        p: { declared: { encryption: <provider-key|customer-key> }, region: <region> }\n',
    );
    expect(times(text, 'Declare it in the estate')).toBe(1);
  });

  it('is made known before an apply, not by reading a live account', () => {
    const unread = unknownOf({ control: 'access/reach-is-known', reasons: missing(['grants', 'unknown']) });
    const { makeKnown: _lines, ...without } = unread;
    for (const text of [made([without]), made([without], 'markdown')]) {
      expect(text).toContain('Write whose rights these are');
      expect(text).not.toContain('cloison collect');
    }
  });
});

describe('who reaches what', () => {
  const container = 'plan://apps.yaml/shop%2FPersistentVolumeClaim%2Fphotos';
  const subject = `access://${encodeURIComponent('identity://identity-1')}/${encodeURIComponent(container)}`;
  const resource = { input: 'apps.yaml', address: 'shop/PersistentVolumeClaim/photos', type: 'PersistentVolumeClaim' };
  const access = (control: string) => {
    const { makeKnown: _lines, ...finding } = unknownOf({
      control,
      subject,
      resource,
      reasons: missing(['operator', 'unknown']),
    });
    return finding;
  };

  it('is named by both its ends, as a person wrote them, and not twice', () => {
    for (const format of ['terminal', 'markdown'] as const) {
      const text = made([access('access/routes-are-typed')], format);
      expect(times(text, 'shop/PersistentVolumeClaim/photos')).toBe(1);
      expect(text).toContain('identity://identity-1 → shop/PersistentVolumeClaim/photos');
    }
  });

  it('is asked once whose account it is, whatever the controls would ask of it afterwards', () => {
    const all = ['access/routes-are-typed', 'transfer/every-transfer-has-a-basis', 'access/readers-need-to-know'];
    for (const format of ['terminal', 'markdown'] as const) {
      const text = made(all.map(access), format);
      expect(times(text, '→ Say whose account this is')).toBe(1);
      expect(text).not.toContain('article 46.');
      expect(text).not.toContain('cloison collect');
    }
  });
});

describe('since when it stands so', () => {
  it.each([
    ['create', 'new', 'nouvelle'],
    ['update', 'changed', 'modifiée'],
    ['replace', 'replaced', 'remplacée'],
    ['same', 'not changed', 'inchangée'],
  ] as const)('%s is told beside the resource', (operation, english, french) => {
    const resource = { input: 'plan.json', address: 'aws_s3_bucket.fan', type: 'aws_s3_bucket', operation };
    expect(made([findingOf({ resource })])).toContain(`fan-photos (${english})`);
    expect(made([findingOf({ resource })], 'markdown', 'fr')).toContain(`\`aws_s3_bucket.fan\` (${french})`);
  });
});

describe('lines that settle', () => {
  const place = (says: Wish['says'], id = '<place>'): Settling => ({
    where: 'estate',
    wishes: [{ table: 'places', id, says }],
  });
  const dataset: Settling = {
    where: 'estate',
    wishes: [{ table: 'datasets', id: '<dataset>', says: { lies: '["store://p/b"]' } }],
  };
  const linesIn = (all: readonly Settling[]) => settledBy(all).map((each) => [each.where, linesOf(each)]);

  it('become one row a place where they agree, and stay two where they do not', () => {
    const all = [
      place({ s3: '<endpoint>', declared: { encryption: '<a|b>' } }),
      dataset,
      place({ s3: '<endpoint>', declared: { replication: 'none' } }),
      place({ s3: '<endpoint>', region: 'one' }),
      place({ s3: '<endpoint>', region: 'two' }),
      dataset,
      place({ region: 'three' }, 'p'),
    ];
    expect(linesIn(all)).toEqual([
      [
        'estate',
        [
          'places:',
          '  <place>: { s3: <endpoint>, declared: { encryption: <a|b>, replication: none }, region: one }',
          '  <place>: { s3: <endpoint>, region: two }',
          '  p: { region: three }',
          'datasets:',
          '  <dataset>: { lies: ["store://p/b"] }',
        ],
      ],
    ]);
  });

  it('are no table and a word of one name at once', () => {
    const all = [place({ declared: { encryption: 'a' } }), place({ declared: '<all>' })];
    expect(linesIn(all)).toEqual([
      ['estate', ['places:', '  <place>: { declared: { encryption: a } }', '  <place>: { declared: <all> }']],
    ]);
  });

  it('stay apart by where they are written, each once', () => {
    const program: Settling = { where: 'program', rows: ['tags = {', '}'] };
    expect(linesIn([program, place({ region: 'r' }, 'p'), program])).toEqual([
      ['program', ['tags = {', '}']],
      ['estate', ['places:', '  p: { region: r }']],
    ]);
  });
});
