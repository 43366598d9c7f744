import { describe, expect, it } from 'vitest';
import { diskFiles, readEstateFrom, type Estate, type Trust } from '../../../estate/index.ts';
import {
  catalogueOf,
  committedEngine,
  judgeChange,
  looseningControl,
  type ChangeSignature,
} from '../../../policies/index.ts';

const { estate: sample } = readEstateFrom('stacks/sample/estate', diskFiles);
const base = sample!;
const engine = committedEngine();
const catalogue = catalogueOf(engine);
const asOf = '2026-06-01T00:00:00.000Z';
const file = base.datasets['accreditation-file']!;
const { results: _, ...others } = base.datasets;
const looser: Estate = {
  ...base,
  datasets: { ...others, 'accreditation-file': { ...file, class: 'D1', mayLieIn: ['private', 'public'] } },
};
const noKeys: Trust = { version: 'cloison/trust/v1', keys: [] };
const oneKey: Trust = {
  ...noKeys,
  keys: [{ id: 'k', role: 'owner', publicKey: `${'A'.repeat(59)}=`, from: '2026-01-01', state: 'active' }],
};
const judged = (head: Estate, signature: ChangeSignature) =>
  judgeChange({ base, head, signature }, asOf, engine, catalogue);

describe('a change of the estate', () => {
  it('that nobody signed is refused for each thing that it loosens, its fields together', () => {
    const { findings } = judged(looser, 'missing');
    expect(findings.every(({ control, verdict }) => control === looseningControl && verdict === 'deny')).toBe(true);
    expect(findings.find(({ subject }) => subject === 'dataset://accreditation-file')).toMatchObject({
      reasons: [
        {
          code: 'not-signed',
          values: { how: 'changed', target: 'dataset://accreditation-file', fields: ['class', 'mayLieIn'] },
        },
      ],
      force: 'house',
    });
    expect(findings.find(({ subject }) => subject === 'dataset://results')!.reasons[0]!.values).toMatchObject({
      how: 'removed',
      fields: [],
    });
    expect(findings.some(({ reasons }) => reasons[0]!.values['how'] === 'undeclared')).toBe(true);
  });

  it('that its owner signed is allowed, and each thing is told', () => {
    const { findings, decisions } = judged(looser, 'valid');
    expect(findings).toEqual([]);
    expect(decisions.map(({ verdict }) => verdict)).toEqual(judged(looser, 'missing').findings.map(() => 'allow'));
  });

  it.each<[ChangeSignature, string, string]>([
    ['invalid', 'deny', 'not-by-the-owner'],
    ['another', 'deny', 'signed-something-else'],
    ['older', 'deny', 'rolled-back'],
    ['untrusted', 'unknown', 'not-verifiable'],
  ])('whose signature is %s is %s', (signature, verdict, code) => {
    const { findings } = judged(looser, signature);
    expect(new Set(findings.map((each) => `${each.verdict} ${each.reasons[0]!.code}`))).toEqual(
      new Set([`${verdict} ${code}`]),
    );
  });

  it('that loosens nothing is asked once, and allowed without a signature', () => {
    expect(judged(base, 'missing').decisions).toMatchObject([
      { subject: 'organisation://self', verdict: 'allow', reasons: [{ code: 'nothing-loosened' }] },
    ]);
  });

  it('needs a signature of its own for a key, whatever was signed of the estate', () => {
    const trust = { base: noKeys, head: oneKey, signature: 'another' as const };
    const { findings } = judgeChange({ base, head: base, signature: 'valid', trust }, asOf, engine, catalogue);
    expect(findings.map(({ subject, verdict }) => `${verdict} ${subject}`)).toEqual(['deny key://k']);
  });
});
