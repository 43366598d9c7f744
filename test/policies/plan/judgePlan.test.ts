import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subjectKinds, type Waiver } from '../../../estate/index.ts';
import { estateWith, home, judged, subject, type Planned } from './planning.ts';
import { person, population, several } from './population.ts';

describe('the judgement of a plan', () => {
  it('finds one bad container among many, at each position, and changes with no order', () => {
    const bad: Planned = { ...home, address: 'bad', region: 'ap-southeast-1', at: { ...home.at, zone: 'public' } };
    for (let position = 0; position <= 6; position += 1) {
      const all = several(home, 6).toSpliced(position, 0, bad);
      const { verdicts, findings: found } = judged(all);
      expect([...verdicts].filter(([, verdict]) => verdict !== 'allow')).toEqual([[subject(bad), 'deny']]);
      expect(found).toEqual(judged(all.toReversed()).findings);
    }
  });

  it('says nothing about the rest of the estate, and has no gaps of its own', () => {
    expect(judged([home])).toMatchObject({
      findings: [],
      gaps: [],
      declaredOnly: [],
      counts: { containers: 1, questions: 2 },
    });
    expect(judged([])).toMatchObject({ judged: [], findings: [], counts: { containers: 0, questions: 0 } });
  });

  it('keeps, when only findings are wanted, what it would have kept of them anyway', () => {
    fc.assert(
      fc.property(population, (all) => {
        const [whole, lean] = [judged(all), judged(all, { keep: 'findings' })];
        expect(lean.findings).toEqual(whole.findings);
        expect([lean.verdicts, lean.counts]).toEqual([whole.verdicts, whole.counts]);
        const sinful = new Set(whole.findings.map((finding) => finding.subject));
        expect(lean.judged.every(({ question }) => sinful.has(question.subject.id))).toBe(true);
        const tallied = Object.values(whole.counts.decisions).reduce((sum, count) => sum + count, 0);
        expect(whole.decisions).toHaveLength(tallied);
      }),
      { numRuns: 30 },
    );
  });

  it('gives a container the worst verdict of everything asked about it, its holders included', () => {
    const grants = { grants: [{ ...person, who: 'identity', id: 'identity-1' }] };
    const { verdicts } = judged([{ ...home, facts: { grants } }]);
    expect([...verdicts.values()]).toEqual(['unknown']);
  });

  it('asks of no kind that is not a container, and of no container that the plan takes away', () => {
    const kinds = subjectKinds.map((kind): Planned => ({ address: kind, kind, at: home.at!, region: 'eu-private' }));
    const asked = [...judged(kinds).verdicts.keys()]
      .map((id) => id.split('/').at(-1)!)
      .toSorted((one, other) => one.localeCompare(other));
    expect(asked).toEqual(['bucket', 'database', 'fileroot', 'prefix', 'stream', 'table', 'volume', 'workload']);
    expect(judged([{ ...home, facts: { exists: 'absent' } }]).verdicts.size).toBe(0);
  });
});

describe('an exception', () => {
  const subjectId = 'store://rgw-paris/accreditation';
  const waiver: Waiver = {
    id: 'W-1',
    control: 'keys/keys-are-held-outside-the-provider',
    subject: subjectId,
    covers: {
      dataset: 'accreditation-file',
      class: 'D3',
      verdict: 'deny',
      found: ['provider-key provider=integrator-fr'],
    },
    reason: 'migration',
    owner: 'role:store-lead',
    from: '2024-07-01',
    until: '2024-08-31',
  };
  const planned: Planned = { ...home, subject: subjectId, at: {}, facts: { encryption: { value: 'provider-key' } } };
  const under = (changed: Partial<Waiver>, approval: string) =>
    judged(
      [planned],
      {},
      {
        estate: estateWith({ waivers: [{ ...waiver, ...changed }] }),
        waivers: new Map([['W-1', { approval, opinion: 'favourable' }]]) as never,
      },
    );

  it('in force is on the finding it is for', () => {
    const { findings: found, waivers } = under({}, 'valid');
    expect(found).toMatchObject([{ control: waiver.control, verdict: 'deny', waiver: 'W-1' }]);
    expect(waivers).toMatchObject([{ id: 'W-1', state: 'applied', opinion: 'favourable' }]);
  });

  it('without approval is on none, and is a finding itself where it is about the plan', () => {
    const { findings: found, waivers } = under({}, 'missing');
    expect(found.map(({ control, waiver: id }) => [control, id])).toEqual([
      [waiver.control, undefined],
      ['waiver/waivers-are-in-force', undefined],
    ]);
    expect(waivers).toMatchObject([{ state: 'not-in-force' }]);
  });

  it('about something else is told with its state and is no finding', () => {
    const { findings: found, waivers } = under({ subject: 'store://rgw-paris/other' }, 'missing');
    expect(found.map(({ control }) => control)).toEqual([waiver.control]);
    expect(waivers).toMatchObject([{ state: 'not-in-force' }]);
    expect(under({ subject: 'store://rgw-paris/other' }, 'valid').waivers).toMatchObject([{ state: 'dormant' }]);
  });

  it('is too long for the class that the plan gives its subject', () => {
    const year = { from: '2024-01-01', until: '2024-10-31' };
    expect(under(year, 'valid').waivers).toMatchObject([{ state: 'not-in-force' }]);
  });
});
