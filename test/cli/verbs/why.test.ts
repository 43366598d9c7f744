import { describe, expect, it } from 'vitest';
import { observationDigest, readEstate, speaker } from '../../../estate/index.ts';
import { askedOf } from '../../../cli/verbs/asked.ts';
import { waiverStub } from '../../../cli/verbs/stub.ts';
import { telling } from '../../../cli/verbs/telling.ts';
import { cliWords } from '../../../cli/words.ts';
import { whyOf } from '../../../cli/verbs/why.ts';
import { tellWhy } from '../../../cli/verbs/whyText.ts';
import { files } from '../../estate/sample.ts';
import { collectionOf, groundOf, now, page } from './sample.ts';

const collection = collectionOf();
const seen = groundOf(collection);
const copy = 'store://oss-public/fan-exports';
const access = 'access://operator%3A%2F%2Fop-00009/store%3A%2F%2Foss-public%2Ffan-exports';
const found = (written: string) => whyOf(seen, askedOf(seen, written));
const refusal = (written: string) => {
  try {
    return found(written);
  } catch (error) {
    return error;
  }
};

describe('what may be written after why', () => {
  it('takes a subject, control@subject, a dataset, and what a report prints of an access', () => {
    expect(found(copy).subject).toBe(copy);
    expect(
      found(`residency/region-is-known@store://oss-public/volunteer-applications`).explained.map(
        ({ control }) => control.id,
      ),
    ).toEqual(['residency/region-is-known']);
    expect(found('whereabouts').subject).toBe('dataset://whereabouts');
    expect(found(`operator://op-00009 → ${copy}`).subject).toBe(access);
    expect(found(`store://rgw-paris/accreditation → ${copy}`).kind).toBe('path');
  });

  it('refuses what nothing was asked about, and knows what may have been meant', () => {
    expect(refusal('store://oss-public/fan-export')).toMatchObject({
      id: 'unknown-subject',
      known: expect.arrayContaining([copy]),
    });
    expect(refusal('no such thing')).toMatchObject({ id: 'unknown-subject' });
    expect(refusal(`residency/region-is-knwn@${copy}`)).toMatchObject({ id: 'wrong-control' });
    expect(refusal(`waiver/waivers-are-in-force@${copy}`)).toMatchObject({ id: 'not-asked' });
  });
});

describe('the chain of facts', () => {
  const { explained } = found('store://oss-public/volunteer-applications');
  const { explained: abroad } = found(`access/non-eu-operators-stay-out@${access}`);

  it('explains what found nothing when nothing else is there', () => {
    expect(explained.length).toBeGreaterThan(3);
    expect(new Set(explained.map(({ decision }) => decision.verdict))).not.toContain('deny');
  });

  it('cites the observation of the collection by its digest, with source, call and time', () => {
    const location = explained.find(({ control }) => control.id === 'residency/region-is-known')!.observed[0]!;
    const observation = collection.observations.find(
      ({ subject, fact }) => subject === 'store://oss-public/volunteer-applications' && fact === 'location',
    )!;
    expect(location.seen).toEqual({
      source: 's3',
      call: 'GetBucketLocation',
      at: observation.at,
      digest: observationDigest(observation),
    });
  });

  it('finds for an access what was seen of its container', () => {
    expect(abroad[0]!.observed.find(({ fact }) => fact === 'operator')!.seen).toMatchObject({ call: 'ListUsers' });
  });

  it('names file and line of what the estate declares', () => {
    const rows = explained.find(({ control }) => control.id === 'residency/region-is-known')!.declared;
    const region = rows.find(({ path }) => path === '/zones/public/places/oss-public/region')!;
    expect(region).toMatchObject({ text: 'eu-central-1', file: 'stacks/sample/estate/estate.yaml' });
    expect(region.line).toBeGreaterThan(1);
    expect(abroad[0]!.declared.find(({ path }) => path.startsWith('/operators/'))).toMatchObject({
      file: 'stacks/sample/estate/operators.csv',
      line: 10,
    });
  });

  it('gives each fact of law its source, confidence and days, and says of an absent row that none is recorded', () => {
    const inside = explained.find(({ control }) => control.id === 'residency/personal-data-stays-in-the-eea')!.law;
    expect(inside[0]).toMatchObject({
      kind: 'member',
      values: { country: 'DE', union: 'EEA' },
      source: expect.any(String),
      confidence: expect.any(String),
      readOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    const outside = abroad[0]!.law.filter(({ values }) => values['country'] === 'HK').map(({ kind }) => kind);
    expect(outside).toEqual(['not-member', 'no-adequacy']);
  });

  it('names the rows of the laws that a decision names', () => {
    const { law } = whyOf(seen, {
      subject: 'zone://public',
      control: 'sovereignty/extraterritorial-exposure-is-accepted',
    }).explained[0]!;
    const laws = law.filter(({ kind }) => kind === 'law').map(({ values }) => values['law']);
    expect(laws).toContain('CN_NATIONAL_INTELLIGENCE_LAW');
    expect(law.every(({ kind, source }) => kind !== 'law' || source !== undefined)).toBe(true);
  });

  it('leads from a container to the accesses and paths that have findings of their own', () => {
    expect(found(copy).related.map(({ subject }) => subject)).toEqual(expect.arrayContaining([access]));
  });
});

describe('the exception that is proposed', () => {
  it('reads as YAML of the estate once it is completed, and is refused before', () => {
    const stub = waiverStub(
      {
        control: 'residency/region-is-known',
        subject: 'store://oss-public/results',
        dataset: 'results',
        class: 'D0',
        verdict: 'deny',
        reasons: [{ code: 'contradicts', values: { region: 'eu-far: “x”, [y] #', declared: 'eu' } }],
      },
      '2024-07-26',
      speaker('en', cliWords),
    );
    const design = files().get('estate.yaml')!;
    const pasted = (rows: readonly string[]) =>
      readEstate(
        files({ 'estate.yaml': design.replace(/^waivers:\n/m, `waivers:\n${rows.join('\n')}\n`) }),
        'estate.yaml',
      );
    const completed = stub.map((row) =>
      row.replace('<last day>', '2024-08-01').replace('<who asks>', 'store-lead').replace('<why>', 'migration'),
    );
    expect(pasted(stub).estate).toBeUndefined();
    const { problems } = pasted(completed);
    // Its approvals are not there yet: that is all that is wrong with it.
    expect(new Set(problems.map(({ code }) => code)).difference(new Set(['file-missing']))).toEqual(new Set());
  });
});

describe.each(['en', 'fr'] as const)('why, told in %s', (language) => {
  it.each([
    ['denied', `access/non-eu-operators-stay-out@${access}`],
    ['container', copy],
    ['unknown', 'access/reach-is-known@store://rgw-paris/whereabouts'],
    ['plane', 'plane://public/support'],
  ] as const)('tells of what is %s', async (name, written) => {
    const { context, text } = page(language);
    tellWhy(telling(seen, context), found(written), now.slice(0, 10));
    expect(text()).not.toMatch(/\[[a-z-]+\.[a-z.-]+\]/);
    await expect(text()).toMatchFileSnapshot(`snapshots/why.${name}.${language}.txt`);
  });
});
