import { describe, expect, it } from 'vitest';
import { sources } from '../../../audit/index.ts';
import { languages, type Finding, type Reason } from '../../../estate/index.ts';
import { findingSentence, type Teller } from '../../../cli/report/sentences.ts';
import rights from '../../../cli/report/rights.json' with { type: 'json' };
import { brief, stepsOf } from '../../../cli/report/steps.ts';
import { catalogue, reportAbout, sayIn } from './fixture.ts';

const teller = (language: 'en' | 'fr' = 'en'): Teller => ({
  report: reportAbout({}),
  say: sayIn(language),
  shield: (text) => text,
});
const missing = (fact: string, state: string): Reason => ({ code: 'fact-not-known', values: { fact, state } });
const control = 'exposure/personal-data-is-not-public';

function group(reasons: readonly Reason[], subjects = ['store://p/b'], verdict: Finding['verdict'] = 'unknown') {
  const { severity, force, references } = catalogue.find(({ id }) => id === control)!;
  const findings = subjects.map((subject): Finding => ({
    control,
    subject,
    verdict,
    reasons,
    because: [],
    severity,
    force,
    references,
  }));
  return { control, verdict, head: findings[0]!, findings };
}

describe('what is not known', () => {
  it('is one list for each reason why, after what was found', () => {
    const reasons = [missing('publicRead', 'denied'), missing('publicWrite', 'denied'), missing('location', 'error')];
    expect(findingSentence(teller(), { control, reasons })).toBe(
      'Not known: reading by strangers; writing by strangers (the source refused to say). Not known: the location (reading it failed).',
    );
    const french = findingSentence(teller('fr'), { control, reasons });
    expect(french.split('On ignore\u202F: ')).toHaveLength(3);
  });

  it('is told where no word knows the fact, too', () => {
    expect(findingSentence(teller(), { control, reasons: [missing('tomorrow', 'denied')] })).toContain('tomorrow');
  });
});

describe('what to do about it', () => {
  it('is to let the account read what it was refused, each right once, for all containers of the place', () => {
    const reasons = [missing('publicRead', 'denied'), missing('publicWrite', 'denied')];
    const [step, ...others] = stepsOf(teller(), group(reasons, ['store://p/b', 'store://p/c']));
    expect(step).toMatch(
      /^At p, let the collecting account do this: `s3:GetBucketPolicy`, .*; then run `cloison collect`\.$/,
    );
    expect(step!.split('`s3:GetBucketAcl`')).toHaveLength(2);
    expect(others).toEqual([]);
    expect(stepsOf(teller(), group(reasons, ['store://p/b', 'store://q/b']))).toHaveLength(2);
    expect(stepsOf(teller('fr'), group(reasons))[0]).toMatch(/^Sur p, autorisez le compte de collecte\u202F: /);
  });

  it('is to let it list what leads to a volume, and to declare of a cluster what no object says', () => {
    const volume = ['cluster://k/n/PersistentVolumeClaim/v'];
    expect(stepsOf(teller(), group([missing('publicRead', 'denied')], volume))[0]).toContain(
      'At k, let the collecting account do this: `list services`',
    );
    expect(stepsOf(teller(), group([missing('publicRead', 'unsupported')], volume))[0]).toContain(
      'declare `publicAccess` under `declared`',
    );
    expect(stepsOf(teller(), group([missing('encryption', 'unsupported')], volume))).toEqual([
      sayIn('en')(`${control}.make-known`),
    ]);
  });

  it('is to declare what the source cannot say, and the country of a region that has none', () => {
    const reasons = [missing('publicRead', 'unsupported'), missing('encryption', 'unsupported')];
    expect(stepsOf(teller(), group(reasons))[0]).toContain('declare `publicAccess`, `encryption` under `declared`');
    const region = { code: 'no-country', values: { region: 'mars-1', provider: 'host-fr' } };
    expect(stepsOf(teller(), group([region]))[0]).toContain('the region mars-1 under `regions` of the entity host-fr');
  });

  it.each<[string, Reason[], string[]]>([
    ['nobody refused it', [missing('publicRead', 'unknown')], ['store://p/b']],
    ['one reason asks for more', [missing('publicRead', 'denied'), missing('grants', 'denied')], ['store://p/b']],
    ['its source has no such right', [missing('publicRead', 'denied')], ['file://p/b']],
    ['one of several is of another kind', [missing('location', 'denied')], ['store://p/b', 'dataset://d']],
    ['nothing is said', [], ['store://p/b']],
  ])('is in the words of the control where %s', (_, reasons, subjects) => {
    expect(stepsOf(teller(), group(reasons, subjects))).toEqual([sayIn('en')(`${control}.make-known`)]);
  });

  it('is the remedy of a deviation, which a terminal cuts after a sentence that is a step', () => {
    const [remedy] = stepsOf(teller(), group([missing('publicRead', 'denied')], ['store://p/b'], 'deny'));
    expect(remedy).toBe(sayIn('en')(`${control}.remedy`));
    expect(brief('Look. Erase the copy on the other side of the wall, with all its versions. Then rest.')).toBe(
      'Look. Erase the copy on the other side of the wall, with all its versions.',
    );
    expect(brief('Short.')).toBe('Short.');
  });
});

it('asks for rights that the sources themselves ask for', () => {
  const known = sources.flatMap((source) => source.rights);
  const asked = Object.values(rights).flatMap((facts) => Object.values(facts).flat());
  for (const right of asked)
    expect(
      known.some((each) => each === right),
      right,
    ).toBe(true);
});

it('cuts no remedy to nothing, in any language', () => {
  for (const language of languages)
    for (const { id } of catalogue) {
      const remedy = sayIn(language)(`${id}.remedy`);
      expect(remedy.startsWith(brief(remedy)), id).toBe(true);
      expect(brief(remedy).length, id).toBeGreaterThan(40);
    }
});
