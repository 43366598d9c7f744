/** One case, three doors: the terminal, the audit and the guard say the same. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  signWaiver,
  subjectOf,
  envelopeText,
  type Collection,
  type Covers,
  type Grant,
  type Waiver,
} from '../../estate/index.ts';
import { catalogueOf, judge, type Judgement } from '../../policies/index.ts';
import { premisesOf as auditPremises } from '../../cli/compose/premises.ts';
import { containedIn, decide, isProtected, premisesOf, type Ruling } from '../../guard/index.ts';
import { run } from '../cli/support.ts';
import { testKey } from '../estate/keys.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchNow, estateFolder, groundOf, now, operatorIds, rig } from './estate.ts';
import { review, rgwBody } from './requests.ts';

type Outcome = 'allow' | 'deny' | 'unknown';
const byCode: Readonly<Record<number, Outcome>> = { 0: 'allow', 1: 'deny', 3: 'unknown' };
const folder = estateFolder();
const stores = ['badges', 'medical', 'contacts', 'figures', 'results'];
const spaces = { badges: 'photos', medical: 'images', contacts: 'cards', figures: 'tables' } as const;
const claimOf = (space: keyof typeof spaces) => `cluster://k8s-paris/${space}/PersistentVolumeClaim/${spaces[space]}`;
const containers = [
  ...stores.map((bucket) => `store://rgw-paris/${bucket}`),
  ...(Object.keys(spaces) as (keyof typeof spaces)[]).map(claimOf),
];
const rights: Grant['rights'] = ['read', 'write', 'exec'];

/** Everybody holds everything everywhere, as a collection would say it. */
function seen(): Collection {
  const observations = containers.map((subject) => ({
    subject,
    kind: containedIn(subject).kind,
    fact: 'grants',
    state: 'value',
    value: {
      grants: [
        ...operatorIds.map((id) => ({ who: 'operator', id, rights, via: 'test' })),
        { who: 'identity', id: 'identity-1', rights, via: 'test' },
      ],
    },
    origin: { source: 'test', call: 'test' },
    at: now,
  }));
  const header = {
    version: 'cloison/collection/v1',
    tool: 't',
    estate: 'none',
    collectedAt: now,
    sources: [],
  } as const;
  return {
    header,
    observations: observations as never,
    trailer: { end: true, observations: observations.length, coverage: [] },
  };
}

const ground = groundOf(folder);
const audited: Judgement = judge(
  { ...premisesOf(ground, now), phase: 'live' },
  seen(),
  ground.engine,
  catalogueOf(ground.engine),
);

/** What the audit's decisions about one access come to, by the rule of the guard: protected data needs every answer. */
function auditSays(operator: string, container: string): Outcome {
  const subject = subjectOf.access(subjectOf.named('operator', operator), container);
  const judged = audited.judged.find(({ question }) => question.subject.id === subject);
  if (judged === undefined) throw new Error(`the audit did not ask about ${subject}`);
  const verdicts = judged.answer.decisions.map(({ verdict }) => verdict);
  if (verdicts.includes('deny')) return 'deny';
  return verdicts.includes('unknown') && isProtected(judged.question.class.effective) ? 'unknown' : 'allow';
}

async function terminalSays(operator: string, container: string, from: string | undefined): Promise<Outcome> {
  const words = ['access', 'check', '--estate', folder, '--operator', operator, '--subject', container, '--json'];
  const { code, out } = await run([...words, ...(from === undefined ? [] : ['--from', from])], { now });
  const verdict = byCode[code];
  if (verdict === undefined) throw new Error(`exit ${code}: ${out}`);
  expect((JSON.parse(out) as { verdict: string }).verdict).toBe(verdict);
  return verdict;
}

describe('two hundred generated questions', { timeout: 300_000 }, () => {
  const seed = 20_240_726;
  const { post, rows } = rig(ground);
  const worksIn = new Map(ground.estate.operators.map((operator) => [operator.id, operator.worksIn]));
  const stored = fc.record({ operator: fc.constantFrom(...operatorIds), bucket: fc.constantFrom(...stores) });
  const clustered = fc.record({
    operator: fc.constantFrom(...operatorIds),
    space: fc.constantFrom(...(Object.keys(spaces) as (keyof typeof spaces)[])),
    country: fc.constantFrom('FR', 'FR', 'FR', 'HK', 'CH', 'DE', 'NO', 'CH', 'GB', 'HK', 'SG', 'US', 'XK', 'AQ'),
  });
  const met = new Set<Outcome>();

  it('at the store, where no session has a country: terminal, audit and guard agree', async () => {
    for (const { operator, bucket } of fc.sample(stored, { numRuns: 100, seed })) {
      rows.length = 0;
      const { body } = post('/rgw/rgw-paris', rgwBody({ user: `u-${operator}`, bucket, object: 'a' }));
      const container = `store://rgw-paris/${bucket}`;
      const guard = (rows[0]?.verdict ?? 'allow') as Outcome;
      expect(body).toEqual({ result: guard === 'allow' });
      const said = {
        guard,
        audit: auditSays(operator, container),
        terminal: await terminalSays(operator, container, undefined),
      };
      expect(said, `${operator} at ${container}`).toEqual({ guard, audit: guard, terminal: guard });
      met.add(guard);
    }
  });

  it('at the cluster, where the proxy says the country: terminal and guard agree, and the audit where they know the same', async () => {
    let compared = 0;
    for (const { operator, space, country } of fc.sample(clustered, { numRuns: 100, seed })) {
      rows.length = 0;
      const about = {
        user: `${operator}@example`,
        country,
        namespace: space,
        resource: 'pods',
        subresource: 'exec',
        verb: 'create',
      };
      const { body } = post('/k8s/authorize', review(about));
      const container = claimOf(space);
      const guard = (rows[0]?.verdict ?? 'allow') as Outcome;
      expect((body as { status: { denied?: boolean } }).status.denied === true).toBe(guard !== 'allow');
      expect(await terminalSays(operator, container, country), `${operator} from ${country} at ${container}`).toBe(
        guard,
      );
      met.add(guard);
      if (worksIn.get(operator) !== country) continue;
      compared += 1;
      expect(auditSays(operator, container), `${operator} at ${container}`).toBe(guard);
    }
    expect(compared).toBeGreaterThan(10);
    expect([...met].sort()).toEqual(['allow', 'deny', 'unknown']);
  });
});

describe('papers and exceptions', () => {
  const [owner, dpo] = [testKey('owner'), testKey('dpo')];
  const trust = { version: 'cloison/trust/v1', keys: [owner.trusted, dpo.trusted] } as const;
  const target = subjectOf.access(subjectOf.named('operator', 'op-ended'), 'store://rgw-paris/badges');
  const covers = { dataset: 'badges', class: 'D3', verdict: 'deny', found: ['ended'] } satisfies Covers;
  const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
    id: 'W-1',
    control: 'access/contract-end-ends-access',
    subject: target,
    covers,
    reason: 'hand-over',
    owner: 'role:badge-lead',
    from: '2026-05-20',
    until: '2026-06-30',
    signed: ['waivers/owner.dsse.json', 'waivers/dpo.dsse.json'],
    ...changes,
  });

  function world(made: Waiver, signed: Waiver = made, sign = true) {
    const place = estateFolder(`waivers:\n  - ${JSON.stringify(made)}\n`);
    if (sign) {
      writeFileSync(
        join(place, 'waivers/owner.dsse.json'),
        envelopeText(signWaiver(signed, { role: 'owner', decision: 'granted' }, owner.signing)),
      );
      writeFileSync(
        join(place, 'waivers/dpo.dsse.json'),
        envelopeText(signWaiver(signed, { role: 'dpo', opinion: 'reserved' }, dpo.signing)),
      );
    }
    return groundOf(place, undefined, trust as never);
  }
  const ask = (base: ReturnType<typeof world>, container = 'store://rgw-paris/badges'): Ruling =>
    decide(benchNow(base), {
      holder: { who: 'operator', id: 'op-ended' },
      container,
      kind: 'bucket',
      rights: ['read'],
      via: 't',
      session: { state: 'value', country: 'FR' },
    });

  it('lets an access through under an exception in force for exactly it, and says so', () => {
    expect(ask(world(waiver()))).toMatchObject({ verdict: 'allow', waivers: ['W-1'] });
  });

  it.each<[string, Waiver, Waiver?, boolean?]>([
    ['has expired', waiver({ until: '2026-05-31' })],
    ['has not begun', waiver({ from: '2026-06-02' })],
    [
      'is about another access',
      waiver({ subject: subjectOf.access(subjectOf.named('operator', 'op-ended'), 'store://rgw-paris/medical') }),
    ],
    ['is about another rule', waiver({ control: 'access/routes-are-typed' })],
    ['is longer than its class allows', waiver({ from: '2026-01-01', until: '2026-12-31' })],
    ['does not say what it was granted for', waiver({ covers: {} })],
    ['was granted for what nobody knew', waiver({ covers: { ...covers, verdict: 'unknown' } })],
    ['was granted for something else', waiver({ covers: { ...covers, found: ['from-abroad country=SG'] } })],
    ['was granted for a lower class', waiver({ covers: { ...covers, class: 'D2' } })],
    ['was granted for other data', waiver({ covers: { ...covers, dataset: 'figures' } })],
    ['was signed for another text', waiver(), waiver({ reason: 'other' })],
    ['was never signed', waiver(), waiver(), false],
  ])('refuses when the exception %s', (_why, made, signed = made, sign = true) => {
    expect(ask(world(made, signed, sign))).toMatchObject({ verdict: 'deny', waivers: [] });
  });

  it.each([waiver(), waiver({ until: '2026-05-31' }), waiver({ from: '2026-01-01', until: '2027-12-31' })])(
    'reads every paper as the audit reads it',
    (made) => {
      for (const sign of [true, false]) {
        const base = world(made, made, sign);
        for (const trusted of [base.trust, { ...base.trust, keys: [] }]) {
          const mine = premisesOf({ ...base, trust: trusted }, now);
          const loaded = { estate: base.estate, digest: '', folder: { files: base.files } } as never;
          const theirs = auditPremises(loaded, trusted, now, {
            engine: base.engine,
            facts: base.facts,
            catalogue: catalogueOf(base.engine),
          });
          expect({ ...mine, phase: 'live' }).toEqual(theirs);
        }
      }
    },
  );
});
