import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionOf } from '../../../../cli/gate/bound/decision.ts';
import { checksOf } from '../../../../cli/gate/bound/checks.ts';
import { sealedCode } from '../../../../cli/gate/bound/events.ts';
import { validUntil } from '../../../../cli/gate/bound/until.ts';
import { outcomeOf } from '../../../../cli/outcome.ts';
import { readKeyFile, diskFiles } from '../../../../estate/index.ts';
import { codeOf, openDecision, parseDecision, signDecision, type Tally } from '../../../../evidence/index.ts';
import { findingOf, reportOf } from '../fixture.ts';
import { loadTrust } from '../../../../cli/compose/loadTrust.ts';
import { realEdge } from '../../../../cli/edge.ts';
import { keys } from './world.ts';

const hex = (digit: string) => digit.repeat(64);
const sealed = { origin: 'cloison/Exercise/20260601T100000000Z-0000000000000000', root: hex('1'), size: 42 };
const deciding = {
  environment: 'prod',
  commit: 'a1'.repeat(20),
  validUntil: '2026-06-02T10:00:00.000Z',
  artifacts: [
    { name: 'plan.tfplan', sha256: hex('e'), kind: 'terraform' },
    { name: 'manifests.yaml', sha256: hex('a'), kind: 'kubernetes' },
  ],
  observe: true,
  lane: 'security',
} as const;
const key = readKeyFile(keys.paths['tool']!, 'tool', diskFiles);
const trust = await loadTrust(keys.trust, realEdge(new AbortController().signal));

function golden() {
  const report = reportOf({ findings: [findingOf()], shorts: [{ input: 'plan.json', code: 'errored', values: {} }] });
  const outcome = outcomeOf({ ...report.outcome, frozen: 2, known: 3, staged: 1, unsigned: 1 }, { observe: true });
  const baseline = { digest: `sha256:${hex('9')}`, isOfRef: true, entries: 3, known: 3, fixed: [], unseen: [] };
  const estate = { ...report.run.estate, ref: 'origin/main', commit: 'c3'.repeat(20) };
  const change = { path: 'estate', digest: `sha256:${hex('5')}`, signature: 'missing' } as const;
  const signed = { number: 4, digest: hex('4'), signer: 'owner-1' };
  const policies = [{ name: 'own', digest: `sha256:${hex('7')}` }];
  return {
    ...report,
    outcome,
    baseline,
    run: { ...report.run, estate, policies, change, sealed: signed, team: 'shop' },
  };
}

describe('the format is frozen', () => {
  const text = signDecision(decisionOf(golden(), deciding, sealed), { ...key, id: 'tool-1' });
  const { payload } = JSON.parse(text) as { payload: string };
  const statement = JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as Record<string, unknown>;

  it('and is what lies beside this test, byte for byte but for the version of the tool', () => {
    const own = Buffer.from(payload, 'base64')
      .toString('utf8')
      .replace(/"tool":\{[^}]*\}/, '"tool":{}');
    expect(`${own}\n`).toBe(readFileSync(join(import.meta.dirname, 'fixtures/decision.v1.json'), 'utf8'));
  });

  it('and names inputs and artefacts as subjects of in-toto', () => {
    expect(statement['_type']).toBe('https://in-toto.io/Statement/v1');
    expect(statement['predicateType']).toBe('urn:x-cloison:gate:v1');
    expect(statement['subject']).toHaveLength(4);
  });

  it('and anything more, less or otherwise in it is refused', () => {
    const read = (changes: object) => parseDecision(Buffer.from(JSON.stringify({ ...statement, ...changes }), 'utf8'));
    expect(read({}).ok).toBe(true);
    expect(read({ subject: [] }).ok).toBe(false);
    expect(read({ subject: (statement['subject'] as unknown[]).slice(1) }).ok).toBe(false);
    expect(read({ predicateType: 'urn:x-cloison:audit:v1' }).ok).toBe(false);
    const predicate = statement['predicate'] as Record<string, unknown>;
    for (const name of Object.keys(predicate)) {
      const { [name]: _, ...rest } = predicate;
      expect([name, read({ predicate: rest }).ok]).toEqual([name, name === 'commit']);
    }
    expect(read({ predicate: { ...predicate, bound: 'inputs-only' } }).ok).toBe(false);
    expect(read({ predicate: { ...predicate, zone: 'x' } }).ok).toBe(false);
  });

  it('and one signature is all that lies beside it', () => {
    const own = signDecision(decisionOf(golden(), deciding, sealed), key);
    const twice = (changes: object) => {
      const { signatures, ...rest } = JSON.parse(own) as { signatures: object[] };
      return `${JSON.stringify({ ...rest, signatures: [...signatures, { ...signatures[0], ...changes }] })}\n`;
    };
    expect(openDecision(Buffer.from(own), trust).ok).toBe(true);
    expect(openDecision(Buffer.from(twice({})), trust)).toMatchObject({ ok: false, verdict: 'INVALID' });
  });
});

const counts = fc.record({
  allow: fc.nat(3),
  deny: fc.nat(3),
  unknown: fc.nat(3),
  notApplicable: fc.nat(3),
  waivedDeny: fc.nat(3),
  waivedUnknown: fc.nat(3),
  sourcesExpected: fc.nat(2),
  sourcesReached: fc.nat(2),
});

it('the log is never milder than the gate nor than its own counts, and 1 only where it holds a reason', () => {
  fc.assert(
    fc.property(counts, fc.constantFrom(0, 1, 3), fc.boolean(), (tally, code, observe) => {
      const whole = tally as unknown as Tally;
      const outcome = { ...reportOf().outcome, ...(observe ? { code: 0, wouldBe: code } : { code }) };
      const said = sealedCode({ ...reportOf(), outcome }, whole);
      const weight = [0, 3, 1];
      expect(weight.indexOf(said)).toBeGreaterThanOrEqual(weight.indexOf(codeOf(whole)));
      expect(said === 0).toBe(code === 0 && codeOf(whole) === 0);
      if (said === 1) expect(tally.deny + tally.waivedUnknown).toBeGreaterThan(0);
    }),
  );
});

it('a decision never outlives what let it pass', () => {
  const day = fc.constantFrom('2026-06-01', '2026-06-02', '2026-06-03', '2026-07-01');
  fc.assert(
    fc.property(
      fc.array(day),
      fc.array(day),
      fc.array(day),
      fc.array(day),
      fc.integer({ min: 1, max: 744 }),
      (waivers, froms, turns, lasts, hours) => {
        const freezes = froms.map((from) => ({ from, to: '2026-09-01', scope: 'all' }));
        const stages = turns.map((from) => ({ control: 'residency/*', stage: 'block' as const, from }));
        const starting = lasts.map((last) => ({ control: 'a/b', until: last }));
        const now = '2026-06-01T10:00:00.000Z';
        const until = validUntil({ now, hours, waivers, freezes, lane: undefined, stages, starting });
        expect(Date.parse(until)).toBeLessThanOrEqual(Date.parse(now) + hours * 3_600_000);
        for (const last of [...waivers, ...lasts]) expect(until.slice(0, 10) <= last).toBe(true);
        for (const first of [...froms, ...turns].filter((from) => from > '2026-06-01'))
          expect(until.slice(0, 10) < first).toBe(true);
        expect(until > now).toBe(true);
      },
    ),
  );
});

it('whatever is decided, only what passes on its own passes an apply', () => {
  const predicate = { ...decisionOf(reportOf(), deciding, sealed), signer: 'tool-1' };
  const shown = { now: '2026-06-01T11:00:00.000Z', environment: 'prod', inputs: [] };
  const artifacts = [{ name: 'plan.tfplan', sha256: hex('e') }];
  fc.assert(
    fc.property(
      fc.constantFrom(0 as const, 1 as const, 3 as const),
      fc.option(fc.constantFrom(1 as const, 3 as const), { nil: undefined }),
      fc.boolean(),
      fc.constantFrom<string[]>([], ['torn']),
      (code, wouldBe, partial, shorts) => {
        const outcome = { ...predicate.outcome, code, ...(wouldBe === undefined ? {} : { wouldBe }) };
        const checks = checksOf({ ...predicate, outcome, partial, shorts }, { ...shown, artifacts });
        const isClean = (wouldBe ?? code) === 0 && !partial && shorts.length === 0;
        expect(checks.every(({ weight }) => weight === 'note')).toBe(isClean);
      },
    ),
  );
});
