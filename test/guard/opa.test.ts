import { describe, expect, it } from 'vitest';
import { catalogueOf, accessQuestion, type Answer } from '../../policies/index.ts';
import { containedIn, decide } from '../../guard/index.ts';
import { benchNow, groundOf, estateFolder, now, rig } from './estate.ts';

const ground = groundOf(estateFolder());
const bench = benchNow(ground);
const { subject, kind } = containedIn('store://rgw-paris/badges');
const asked = {
  container: subject,
  kind,
  rights: ['read'],
  via: 'test',
  session: { state: 'value', country: 'FR' },
} as const;
const ruling = decide(bench, { ...asked, holder: { who: 'operator', id: 'op-hk' } });

describe('the Data API of OPA', () => {
  const { post, rows } = rig(ground);
  const put = (input: unknown, path = '/v1/data/cloison/access') => post(path, { input });

  it.each(['/v1/data/cloison/access', '/v1/data/cloison/main/access'])('answers a whole question at %s', (path) => {
    const { status, body } = put(ruling.question, path);
    expect(status).toBe(200);
    const { result, decision_id: id } = body as { result: Answer; decision_id: string };
    expect(result.decisions).toEqual(ruling.decisions);
    expect(rows.at(-1)).toMatchObject({
      id,
      adapter: 'opa',
      place: 'none',
      verdict: 'deny',
      who: 'identity-unknown',
    });
  });

  it('logs no word of what a caller calls its subject', () => {
    const id = 'store://rgw-paris/jane.doe%40person.example';
    const rights = { state: 'value', rights: ['read', 'jane'] };
    put({ ...ruling.question, rights, subject: { ...ruling.question.subject, id, place: 'jane' } });
    expect(rows.at(-1)).toMatchObject({ rights: ['read'], place: 'none' });
    expect(JSON.stringify(rows.at(-1))).not.toMatch(/jane|op-hk/);
  });

  it('refuses a question about another moment than now', () => {
    for (const asOf of ['2024-07-26T00:00:00.000Z', '2026-06-01T10:06:00.000Z', 'today', ''])
      expect(put({ ...ruling.question, asOf })).toMatchObject({ status: 400, body: { code: 'invalid_parameter' } });
    expect(rows.at(-1)).toMatchObject({ failure: 'replay' });
    expect(put({ ...ruling.question, asOf: '2026-06-01T10:04:00.000Z' }).status).toBe(200);
    expect(put({ ...ruling.question, phase: 'live' })).toMatchObject({ status: 400 });
  });

  it('says nothing at a path that has no rule, and warns where the input is missing, as OPA does', () => {
    expect(put(ruling.question, '/v1/data/cloison/allow')).toEqual({ status: 200, body: {} });
    expect(put(ruling.question, '/v1/data/system/main')).toEqual({ status: 200, body: {} });
    expect(post('/v1/data/cloison/access', {})).toMatchObject({
      status: 200,
      body: { warning: { code: 'api_usage_warning' } },
    });
  });

  it.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['no question', '{"input":{}}'],
    ['a question of another stage', JSON.stringify({ input: { ...ruling.question, stage: 'estate' } })],
    ['a question with a field more', JSON.stringify({ input: { ...ruling.question, allow: true } })],
    ['a question with a field less', JSON.stringify({ input: { ...ruling.question, class: undefined } })],
  ])('gives no result for %s, and quotes nothing', (_what, body) => {
    const reply = post('/v1/data/cloison/access', body);
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_parameter' } });
    expect(reply.body).not.toHaveProperty('result');
  });

  it('refuses a question that no control is about: an empty list is no leave', () => {
    const silent = { ...ruling.question, subject: { ...ruling.question.subject, kind: 'zone' } };
    const reply = put(silent);
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_parameter' } });
    expect(reply.body).not.toHaveProperty('result');
    expect(rows.at(-1)).toMatchObject({ adapter: 'opa', verdict: 'deny', failure: 'no-rule' });
  });

  it('turns what the engine refuses into unknowns of every control that was due', () => {
    const large = { ...ruling.question, dataset: { state: 'value', id: 'x'.repeat(70_000) } };
    const { result } = put(large).body as { result: Answer };
    expect(new Set(result.decisions.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
    expect(result.decisions.length).toBe(
      catalogueOf(ground.engine).filter(({ stages, kinds }) => stages.includes('access') && kinds.includes('access'))
        .length,
    );
  });
});

describe('the one decision path', () => {
  it('puts the question that the audit puts, at the guard’s own phase and moment', () => {
    const grants = [{ who: 'operator', id: 'op-hk', rights: ['read'], via: 'test' }] as const;
    const reach = {
      container: subject,
      kind,
      grants: grants.map((grant) => ({ ...grant, rights: [...grant.rights] })),
      observation: undefined,
      known: bench.classOf(subject, kind),
    };
    expect(ruling.question).toEqual(accessQuestion(bench.view, reach, grants[0], asked.session));
    expect(ruling.question).toMatchObject({ phase: 'request', asOf: now });
  });

  it('refuses protected data when the engine refuses, and leaves the rest to the store', () => {
    const broken = {
      ...bench,
      engine: {
        ...ground.engine,
        decide: () => {
          throw Object.assign(new Error('x'), {});
        },
      },
    };
    const holder = { who: 'operator', id: 'op-eu' } as const;
    expect(() => decide(broken, { ...asked, holder })).toThrow();
    const silent = {
      ...bench,
      engine: {
        ...ground.engine,
        decide: (question: never) => ({
          ...ground.engine.decide(question),
          decisions: [
            {
              control: 'access/routes-are-typed',
              verdict: 'unknown' as const,
              reasons: [{ code: 'silent', values: {} }],
              because: [],
            },
          ],
        }),
      },
    };
    expect(decide(silent, { ...asked, holder }).verdict).toBe('unknown');
  });

  it('takes clear text from the right, and from whoever says otherwise', () => {
    const holder = { who: 'operator', id: 'op-hk' } as const;
    expect(decide(bench, { ...asked, holder }).verdict).toBe('deny');
    const sealed = decide(bench, { ...asked, holder, clearText: false });
    expect(sealed.decisions.find(({ control }) => control === 'access/non-eu-operators-stay-out')?.verdict).toBe(
      'not-applicable',
    );
    expect(decide(bench, { ...asked, holder, rights: ['write'], clearText: true }).question.clearText?.value).toBe(
      true,
    );
  });
});
