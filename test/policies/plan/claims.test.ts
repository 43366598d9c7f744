import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataClasses, type Dataset, type DataClass } from '../../../estate/index.ts';
import { estate, estateWith, figures, findings, home, judged, subject, type Planned } from './planning.ts';

const classOf = (planned: Planned, changed: Parameters<typeof judged>[2] = {}): string | undefined =>
  judged([planned], {}, changed).judged.find(({ question }) => question.stage === 'placement')?.question.class
    .effective;
const register = 'register/planned-containers-name-their-dataset';
const declared = 'store://rgw-paris/accreditation';
const claiming = (claims: string, claimedBefore?: string): Planned => ({
  ...figures,
  at: { ...figures.at, claims, ...(claimedBefore === undefined ? {} : { claimedBefore }) },
});

describe('the dataset of a planned container', () => {
  it('is the claimed one where the estate is silent', () => {
    expect(findings([figures])).toEqual([]);
    expect(classOf(figures)).toBe('D1');
  });

  it('is the one that the estate declares, and a claim of another is refused', () => {
    const planned = { ...home, subject: declared, at: { claims: 'staffing-figures' } };
    expect(findings([planned])).toEqual([`${register} deny contradicts`]);
    expect(classOf(planned)).toBe('D3');
    expect(findings([{ ...planned, at: {} }])).toEqual([]);
  });

  it('is none where the claimed one is not of the estate, and that is said without repeating text that is no id', () => {
    for (const [claims, told] of [
      ['invented', 'invented'],
      ['‹b›\u001b[31m', '?'],
      ['constructor', 'constructor'],
    ] as const) {
      const { findings: all } = judged([claiming(claims)]);
      expect(all.find(({ control }) => control === register)).toMatchObject({
        verdict: 'unknown',
        reasons: [{ code: 'no-such-dataset', values: { claimed: told } }],
      });
      expect(classOf(claiming(claims))).toBe('unknown');
    }
  });
});

describe('a change never lowers what it moves', () => {
  it('a container taken from D3 to D1 and moved to the public side is judged as D3, there, and refused', () => {
    const lowered = claiming('staffing-figures', 'accreditation-file');
    expect(classOf(lowered)).toBe('D3');
    expect(findings([lowered])).toEqual(
      expect.arrayContaining([
        `${register} deny lowers`,
        'residency/class-lies-in-allowed-zones deny elsewhere',
        'sovereignty/protected-data-is-under-eu-control deny foreign-entity',
      ]),
    );
  });

  it('a container taken from D3 to D1 and not moved is refused too', () => {
    expect(
      findings([{ ...home, at: { ...home.at, claims: 'staffing-figures', claimedBefore: 'accreditation-file' } }]),
    ).toEqual([`${register} deny lowers`]);
  });

  it('a container that loses its name keeps its class', () => {
    const { claims: claimedBefore, ...rest } = home.at!;
    const unnamed = { ...home, at: { ...rest, claimedBefore: claimedBefore! } };
    expect(classOf(unnamed)).toBe('D3');
    expect(findings([unnamed])).toEqual([`${register} unknown nobody-names-it`]);
  });

  it('the class is the highest of declared, claimed and claimed before, whichever of them it is', () => {
    const names = [undefined, ...dataClasses] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(...names),
        fc.constantFrom(...names),
        (lies, now, before) => {
          const here = 'store://rgw-paris/drawn';
          const datasets = Object.fromEntries(
            dataClasses.map((level): [string, Dataset] => [
              level,
              { class: level, ...(level === lies ? { lies: [here] } : {}) },
            ]),
          );
          const at = { ...(now && { claims: now }), ...(before && { claimedBefore: before }) };
          const all = [lies, now, before].filter((each): each is DataClass => each !== undefined);
          const highest = all.toSorted().at(-1) ?? 'unknown';
          expect(classOf({ ...home, subject: here, at }, { estate: estateWith({ datasets, activities: {} }) })).toBe(
            highest,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('what the last collection found raises the class of what is planned, and never lowers it', () => {
    const label = (level: DataClass) => [
      {
        subject: subject(figures),
        kind: 'bucket',
        fact: 'labels',
        state: 'value',
        value: { labels: [{ category: 'pd:Name', class: level }], columns: 1, values: 1, fullPass: true },
        origin: { source: 's3', call: 'Get' },
        at: '2024-07-25T06:00:00.000Z',
      },
    ];
    const after = (level: DataClass, planned: Planned) =>
      judged([planned], { lately: { observations: label(level) } as never }).judged.find(
        ({ question }) => question.stage === 'placement',
      )?.question.class.effective;
    expect(after('D4', figures)).toBe('D4');
    expect(after('D0', figures)).toBe('D1');
    expect(estate.datasets['staffing-figures']?.class).toBe('D1');
  });
});
