import { describe, expect, it } from 'vitest';
import {
  departures,
  documentPayload,
  envelopeText,
  readTrust,
  resolvePapers,
  resolveWaivers,
  sealRevision,
  signDocument,
  signEnvelope,
  signWaiver,
  canonicalBytes,
  documentType,
  revisionType,
  verifyRevision,
  type Approval,
  type Estate,
  type Files,
  type NewKey,
  type Trust,
  type Waiver,
} from '../../estate/index.ts';
import { testKey } from './keys.ts';
import { brief, sampleEstate } from './sample.ts';

const estate = sampleEstate();
const [owner, dpo, tool] = [testKey('owner'), testKey('dpo'), testKey('tool')];
const trust: Trust = { version: 'cloison/trust/v1', keys: [owner, dpo, tool].map(({ trusted }) => trusted) };
const at = '2024-07-26T12:00:00.000Z';
const paper = documentPathOf('D-12');

function documentPathOf(id: string): string {
  return estate.documents[id]!.signed!;
}

describe('a document', () => {
  const status = (files: Files, trusted = trust, when = at) => resolvePapers(estate, files, trusted, when).get('D-12')!;
  const signedBy = (key: NewKey) =>
    new Map([[paper, envelopeText(signDocument('D-12', estate.documents['D-12']!, key.signing))]]);

  it('counts when the owner or the officer signed exactly what is written', () => {
    expect(status(signedBy(dpo))).toMatchObject({ signed: 'valid', by: 'dpo', keyId: dpo.trusted.id, inForce: true });
    expect(status(signedBy(owner))).toMatchObject({ signed: 'valid', by: 'owner' });
  });

  it('is in force on its first and last day and not outside them', () => {
    const inForce = (day: string) => status(signedBy(dpo), trust, `${day}T23:59:59.999Z`).inForce;
    expect(['2024-01-31', '2024-02-01', '2025-02-01', '2025-02-02'].map(inForce)).toEqual([false, true, true, false]);
  });

  it('is missing without its envelope, and when it names none', () => {
    expect(status(new Map()).signed).toBe('missing');
    expect(resolvePapers(estate, new Map(), trust, at).get('C-2041')).toMatchObject({
      signed: 'missing',
      inForce: true,
    });
  });

  it('is untrusted when a tool, a stranger or an ended key signed', () => {
    expect(status(signedBy(tool)).signed).toBe('untrusted');
    expect(status(signedBy(testKey('dpo', 9))).signed).toBe('untrusted');
    const ended = { ...trust, keys: [{ ...dpo.trusted, until: '2024-07-25' }] };
    expect(status(signedBy(dpo), ended).signed).toBe('untrusted');
  });

  it('is invalid when altered after signing, about another document, not canonical, or no envelope', () => {
    const altered: Estate = { ...estate, documents: { 'D-12': { ...estate.documents['D-12']!, result: 'reserved' } } };
    expect(resolvePapers(altered, signedBy(dpo), trust, at).get('D-12')?.signed).toBe('invalid');
    const other = envelopeText(signDocument('D-13', estate.documents['D-12']!, dpo.signing));
    const spaced = new TextEncoder().encode(
      JSON.stringify(documentPayload('D-12', estate.documents['D-12']!), null, 1),
    );
    const loose = envelopeText(signEnvelope(documentType, spaced, dpo.signing));
    for (const text of [other, loose, '{}', 'no json', 'x'.repeat(2_000_000)]) {
      expect(status(new Map([[paper, text]])).signed).toBe('invalid');
    }
  });
});

describe('a waiver', () => {
  const [written] = estate.waivers;
  const [ownerPath, dpoPath] = written!.signed! as [string, string];
  const granted: Approval = { role: 'owner', decision: 'granted' };
  const favourable: Approval = { role: 'dpo', opinion: 'favourable' };

  function approvals(
    waiver: Waiver,
    decision: Approval = granted,
    opinion: Approval = favourable,
  ): Map<string, string> {
    return new Map([
      [ownerPath, envelopeText(signWaiver(waiver, decision, owner.signing))],
      [dpoPath, envelopeText(signWaiver(waiver, opinion, dpo.signing))],
    ]);
  }

  function resolved(
    changed: Partial<Waiver> = {},
    files?: Files,
    more: { estate?: Partial<Estate>; when?: string; trust?: Trust } = {},
  ) {
    const waiver = { ...written!, ...changed };
    const whole = { ...estate, ...more.estate, waivers: [waiver] };
    return resolveWaivers(whole, files ?? approvals(waiver), more.trust ?? trust, more.when ?? at)[0]!;
  }

  it('may apply when the accountable person decided and the officer gave an opinion, whatever the opinion', () => {
    expect(resolved()).toMatchObject({
      id: 'W-12',
      state: 'applied-candidate',
      opinion: 'favourable',
      decidedBy: owner.trusted.id,
      opinionBy: dpo.trusted.id,
    });
    const against = approvals(written!, granted, { role: 'dpo', opinion: 'unfavourable' });
    expect(resolved({}, against)).toMatchObject({ state: 'applied-candidate', opinion: 'unfavourable' });
  });

  it.each<[string, ReturnType<typeof resolved>['state'], () => ReturnType<typeof resolved>]>([
    ['before its first day', 'not-yet', () => resolved({}, undefined, { when: '2024-06-30T23:59:59.999Z' })],
    ['after its last day', 'expired', () => resolved({}, undefined, { when: '2024-09-01T00:00:00.000Z' })],
    ['without any envelope', 'unsigned', () => resolved({}, new Map())],
    ['with an opinion alone', 'unsigned', () => resolved({}, new Map([...approvals(written!)].slice(1)))],
    ['with a decision alone', 'without-opinion', () => resolved({}, new Map([...approvals(written!)].slice(0, 1)))],
    [
      'that the accountable person refused',
      'refused',
      () => resolved({}, approvals(written!, { role: 'owner', decision: 'refused' })),
    ],
    ['asked for by who decides', 'self-approved', () => resolved({ owner: 'role:director' })],
    [
      'where one role decides and advises',
      'self-approved',
      () => resolved({}, undefined, { estate: { organisation: { ...estate.organisation, dpo: 'role:director' } } }),
    ],
    ['with a wildcard', 'wildcard', () => resolved({ subject: 'store://oss-public/*' })],
    ['about no subject', 'invalid', () => resolved({ subject: 'the bucket' })],
    [
      'with approvals of another waiver',
      'copied',
      () => resolved({ subject: 'store://oss-public/other' }, approvals(written!)),
    ],
    ['prolonged after it was approved', 'copied', () => resolved({ until: '2024-10-31' }, approvals(written!))],
    ['for more than a year', 'too-long', () => resolved({ until: '2025-07-02' })],
    [
      'for more than a quarter of special categories',
      'too-long',
      () =>
        resolved({ until: '2024-10-01' }, undefined, {
          estate: { datasets: { d: { class: 'D4', lies: [written!.subject] } } },
        }),
    ],
    [
      'signed by a key that was compromised',
      'unsigned',
      () =>
        resolved({}, undefined, {
          trust: { ...trust, keys: [{ ...owner.trusted, state: 'compromised', compromisedAt: at }, dpo.trusted] },
        }),
    ],
  ])('%s is %s', (_, state, run) => {
    expect(run().state).toBe(state);
  });

  it('applies on its first and last day, and for exactly the longest term', () => {
    expect(resolved({}, undefined, { when: '2024-07-01T00:00:00.000Z' }).state).toBe('applied-candidate');
    expect(resolved({}, undefined, { when: '2024-08-31T23:59:59.999Z' }).state).toBe('applied-candidate');
    expect(resolved({ until: '2025-07-01' }).state).toBe('applied-candidate');
    const special = { datasets: { d: { class: 'D4' as const, lies: [written!.subject] } } };
    expect(resolved({ until: '2024-09-30' }, undefined, { estate: special }).state).toBe('applied-candidate');
  });

  it('needs no opinion where the organisation has no officer', () => {
    const { dpo: _, ...alone } = estate.organisation;
    const files = new Map([...approvals(written!)].slice(0, 1));
    expect(resolved({}, files, { estate: { organisation: alone } })).toMatchObject({
      state: 'applied-candidate',
      opinion: 'none',
    });
  });

  it('cannot be decided by the officer nor advised on by the owner', () => {
    expect(() => signWaiver(written!, granted, dpo.signing)).toThrow('key-unusable');
    const statement = (approval: object) => {
      const { signed: _, ...waiver } = written!;
      return canonicalBytes({ version: 'cloison/waiver/v1', waiver, approval });
    };
    const forged = (approval: object, key: NewKey) =>
      envelopeText(signEnvelope('application/vnd.cloison.waiver+json', statement(approval), key.signing));
    for (const approval of [
      granted,
      { role: 'owner', opinion: 'favourable' },
      { role: 'dpo', opinion: 'favourable', decision: 'granted' },
    ]) {
      const files = new Map([...approvals(written!), [ownerPath, forged(approval, dpo)]]);
      expect(resolved({}, files).state).toBe('unsigned');
    }
  });
});

describe('a revision', () => {
  const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
  const digests = { estate: digest('a'), facts: digest('b'), policies: digest('c') };
  const sealed = sealRevision({ ...digests, number: 7, at }, owner.signing);

  it('sealed by the owner names estate, facts and policies', () => {
    const answer = verifyRevision(sealed, trust, at);
    expect(answer).toMatchObject({
      ok: true,
      keyId: owner.trusted.id,
      revision: { number: 7, ...digests, sealedAt: at },
    });
    expect(answer.ok && departures(answer.revision, digests)).toEqual([]);
    expect(answer.ok && departures(answer.revision, { ...digests, facts: digest('0') })).toEqual(['facts']);
  });

  it('is made by nobody else, and not of anything else', () => {
    expect(() => sealRevision({ ...digests, number: 7, at }, tool.signing)).toThrow('key-unusable');
    expect(() => sealRevision({ ...digests, number: 0, at }, owner.signing)).toThrow('bad-document');
    expect(() => sealRevision({ ...digests, facts: 'latest', number: 1, at }, owner.signing)).toThrow('bad-document');
    expect(() => sealRevision({ ...digests, number: 1, at: '2024-07-26' }, owner.signing)).toThrow('bad-document');
  });

  it('is refused when another role signed it or its form is another', () => {
    const bytes = canonicalBytes({ version: 'cloison/revision/v1', number: 7, ...digests, sealedAt: at });
    expect(verifyRevision(signEnvelope(revisionType, bytes, tool.signing), trust, at)).toEqual({
      ok: false,
      reason: 'wrong-role',
    });
    const more = canonicalBytes({ version: 'cloison/revision/v1', number: 7, ...digests, sealedAt: at, extra: 1 });
    expect(verifyRevision(signEnvelope(revisionType, more, owner.signing), trust, at)).toEqual({
      ok: false,
      reason: 'shape',
    });
    expect(verifyRevision(signEnvelope(revisionType, Uint8Array.of(0x7b), owner.signing), trust, at)).toEqual({
      ok: false,
      reason: 'not-canonical',
    });
    expect(verifyRevision({}, trust, at)).toEqual({ ok: false, reason: 'malformed' });
  });
});

describe('trust', () => {
  const text = (keys: readonly object[]) => JSON.stringify({ version: 'cloison/trust/v1', keys }, null, 1);
  const codes = (keys: readonly object[]) => readTrust(text(keys), 'trust.json').problems.map(({ code }) => code);

  it('is read when it is whole', () => {
    expect(readTrust(text(trust.keys), 'trust.json')).toEqual({ trust, problems: [] });
  });

  it.each<[string, readonly object[], string]>([
    ['one key twice', [owner.trusted, owner.trusted], 'key-twice'],
    ['one secret in two roles', [owner.trusted, { ...owner.trusted, id: 'other', role: 'dpo' }], 'key-shared'],
    ['another algorithm', [{ ...owner.trusted, publicKey: `${'A'.repeat(59)}=` }], 'key-not-ed25519'],
    ['a period backwards', [{ ...owner.trusted, until: '2023-01-01' }], 'period-backwards'],
    ['a retired key without an end', [{ ...owner.trusted, state: 'retired' }], 'key-end-missing'],
    ['a compromised key without its moment', [{ ...owner.trusted, state: 'compromised' }], 'key-moment-missing'],
    ['an unknown role', [{ ...owner.trusted, role: 'admin' }], 'not-one-of'],
    ['an unknown field', [{ ...owner.trusted, privateKey: '' }], 'unknown-key'],
  ])('with %s is refused', (_, keys, code) => {
    expect(codes(keys)).toEqual([code]);
  });

  it('says where', () => {
    const { problems } = readTrust(text([owner.trusted, owner.trusted]), 'trust.json');
    expect(brief(problems)).toEqual(['key-twice trust.json:12:10 /keys/1/id']);
  });
});
