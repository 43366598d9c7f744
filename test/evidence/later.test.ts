/** Evidence of a later version: it cannot be verified, which is never fine, and no forger gets anything out of claiming it. */
import { expect, test } from 'vitest';
import { canonicalText, signEnvelope, speaker, type Json } from '../../estate/index.ts';
import { evidenceWords, isOfLater, openDecision, verdictExit } from '../../evidence/index.ts';
import { signedAnew, type StatementJson } from './forging.ts';
import {
  checksOf,
  disclosures,
  key,
  linesOf,
  now,
  records,
  remade,
  sealed,
  sealedLater,
  statementPath,
  text,
  trust,
  verify,
  withFile,
  type Files,
} from './sealedRun.ts';

const written = (files: Files, lines: readonly string[]): Files =>
  withFile(files, records, lines.map((line) => `${line}\n`).join(''));
const of = (line: string, version: Json): string =>
  canonicalText({ ...(JSON.parse(line) as Record<string, Json>), v: version });
/** As a later version would: other fields, disclosures in another spelling, and everything signed. */
const later = (files: Files, version = 3): Files => {
  const lines = linesOf(files, records).map((line) =>
    canonicalText({ ...(JSON.parse(line) as Record<string, Json>), v: version, kind: 'of tomorrow' }),
  );
  return signedAnew(withFile(written(files, lines), disclosures, '{"tomorrow":true}\n'));
};

test.each([
  ['1', sealed],
  ['2', sealedLater],
])('a log of version 3 is unverifiable, said once, whatever it was made from (%s)', async (_name, seal) => {
  const verified = await verify(later(await seal()));
  expect(checksOf(verified)).toEqual(['record-version']);
  expect(verified.verdict).toBe('UNVERIFIABLE');
  expect(verdictExit[verified.verdict]).toBe(5);
  expect(isOfLater(verified.items)).toBe(true);
});

test('a higher number in what was signed is an alteration', async () => {
  const fresh = await sealed();
  const lines = linesOf(fresh, records).map((line) => of(line, 99));
  const verified = await verify(remade(written(fresh, lines)));
  expect(verified.verdict).toBe('INVALID');
  expect(checksOf(verified)).toEqual(expect.arrayContaining(['record-version', 'log-root', 'subject-digest']));
});

test('a log of a later version that was cut is cut', async () => {
  const whole = later(await sealed());
  const short = await verify(remade(written(whole, linesOf(whole, records).slice(0, -1))));
  expect(short.verdict).toBe('GAP');
});

test('one record of a later version hides nothing in a log of ours, at any position', async () => {
  const fresh = await sealed();
  const lines = linesOf(fresh, records);
  for (const [at, line] of lines.entries()) {
    const verified = await verify(signedAnew(written(fresh, lines.with(at, of(line, 99)))));
    expect([at, verified.verdict]).toEqual([at, 'INVALID']);
  }
  const two = lines.map((line, at) => of(line, at % 2 === 0 ? 98 : 99));
  expect((await verify(signedAnew(written(fresh, two)))).verdict).toBe('INVALID');
});

test('what is no number of a version is no version', async () => {
  const fresh = await sealed();
  for (const version of [2.5, '99', null, -3, 0])
    expect(
      (
        await verify(
          signedAnew(
            written(
              fresh,
              linesOf(fresh, records).map((line) => of(line, version)),
            ),
          ),
        )
      ).verdict,
    ).toBe('INVALID');
});

test('a key that nobody trusts stays the reason, whatever the version', async () => {
  const verified = await verify(later(await sealed()), {}, { ...trust, keys: [] });
  expect(verified.verdict).toBe('UNVERIFIABLE');
  expect(isOfLater(verified.items)).toBe(false);
});

const tomorrow = (value: StatementJson): void => void (value['predicateType'] = 'urn:x-cloison:audit:v2');

test('a statement of a later version is unverifiable, and one that nobody signed so is altered', async () => {
  const fresh = await sealed();
  const verified = await verify(signedAnew(fresh, tomorrow));
  expect(checksOf(verified)).toEqual(['statement-version']);
  expect([verified.verdict, verified.statement, isOfLater(verified.items)]).toEqual(['UNVERIFIABLE', undefined, true]);
  const envelope = JSON.parse(text(fresh, statementPath)) as Record<string, string>;
  const said = Buffer.from(envelope['payload']!, 'base64').toString().replace('audit:v1', 'audit:v99');
  const forged = canonicalText({ ...envelope, payload: Buffer.from(said).toString('base64') });
  const altered = await verify(remade(withFile(fresh, statementPath, `${forged}\n`)));
  expect(altered.verdict).toBe('INVALID');
  expect(checksOf(altered)).toEqual(['statement-signature', 'statement-version']);
});

/** As a forger without a key can write it: what was signed says a later version, and the signature stays as it was. */
const withPayload = (files: Files, change: (statement: StatementJson) => void): Files => {
  const envelope = JSON.parse(text(files, statementPath)) as Record<string, string>;
  const statement = JSON.parse(Buffer.from(envelope['payload']!, 'base64').toString()) as StatementJson;
  change(statement);
  const payload = Buffer.from(canonicalText(statement as unknown as Json)).toString('base64');
  return remade(withFile(files, statementPath, `${canonicalText({ ...envelope, payload })}\n`));
};
/** A day that is none, at the place where this version looks for one. */
const undated = [undefined, null, 17, 'yesterday', '2026-02-30T00:00:00.000Z', {}];
const dated = (at: unknown) => (statement: StatementJson) => {
  statement['predicateType'] = 'urn:x-cloison:audit:v99';
  (statement.predicate['run'] as Record<string, unknown>)['finishedAt'] = at;
  if (at === undefined) delete (statement.predicate['run'] as Record<string, unknown>)['finishedAt'];
};

test.each(undated)('a forger does not get out of it by leaving the day out (%j)', async (at) => {
  for (const seal of [sealed, sealedLater]) {
    const altered = await verify(withPayload(await seal(), dated(at)));
    expect([altered.verdict, verdictExit[altered.verdict]]).toEqual(['INVALID', 4]);
    expect(checksOf(altered)).toEqual(['statement-signature', 'statement-version']);
  }
});

test('nor by leaving the signature or the place of the day out', async () => {
  const fresh = await sealed();
  const unplaced = withPayload(fresh, (statement) => {
    statement['predicateType'] = 'urn:x-cloison:audit:v99';
    statement['predicate'] = { log: { size: 0, origin: '' }, result: {} };
  });
  expect((await verify(unplaced)).verdict).toBe('INVALID');
  const bare = withPayload(fresh, dated(undefined));
  const envelope = JSON.parse(text(bare, statementPath)) as Record<string, Json>;
  const unsigned = withFile(bare, statementPath, `${canonicalText({ ...envelope, signatures: [] })}\n`);
  expect((await verify(remade(unsigned))).verdict).toBe('INVALID');
});

test('a later version that says its day elsewhere is unverifiable, if a trusted key signed it', async () => {
  const moved = signedAnew(await sealed(), dated(undefined));
  const verified = await verify(moved);
  expect([verified.verdict, checksOf(verified)]).toEqual(['UNVERIFIABLE', ['statement-version']]);
  const stolen = { ...key.trusted, state: 'compromised' as const, compromisedAt: '2024-02-01T00:00:00.000Z' };
  expect((await verify(moved, {}, { ...trust, keys: [stolen] })).verdict).toBe('INVALID');
  expect((await verify(moved, {}, { ...trust, keys: [{ ...key.trusted, role: 'site' }] })).verdict).toBe('INVALID');
});

test.each([undefined, now])('a key that nobody trusts is said beside the later version (%s)', async (at) => {
  const verified = await verify(signedAnew(await sealed(), dated(at)), {}, { ...trust, keys: [] });
  expect(verified.verdict).toBe('UNVERIFIABLE');
  expect(checksOf(verified)).toContain('statement-unknown-key');
  expect(isOfLater(verified.items)).toBe(false);
});

test('a statement of another kind, or of no version, is none of ours', async () => {
  for (const type of [
    'urn:x-other:audit:v2',
    'urn:x-cloison:audit:v0',
    'urn:x-cloison:audit:v1x',
    'urn:x-cloison:audit:v02',
  ]) {
    const verified = await verify(signedAnew(await sealed(), (value) => void (value['predicateType'] = type)));
    expect([type, verified.verdict]).toEqual([type, 'INVALID']);
  }
});

test('a decision of a later version is unverifiable, and one that nobody signed so is altered', () => {
  const signed = (statement: Json) =>
    `${canonicalText(signEnvelope('application/vnd.in-toto+json', Buffer.from(canonicalText(statement)), key.signing))}\n`;
  const statement = (version: number) => ({
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: `urn:x-cloison:gate:v${version}`,
    predicate: { decidedAt: now },
  });
  const open = (envelope: string) => openDecision(Buffer.from(envelope), trust);
  expect(open(signed(statement(2)))).toEqual({ ok: false, verdict: 'UNVERIFIABLE', detail: 'later-version' });
  expect(open(signed(statement(1)))).toMatchObject({ ok: false, verdict: 'INVALID' });
  const envelope = JSON.parse(signed(statement(2))) as Record<string, Json>;
  const payload = Buffer.from(canonicalText(statement(99))).toString('base64');
  expect(open(`${canonicalText({ ...envelope, payload })}\n`)).toMatchObject({ ok: false, verdict: 'INVALID' });
  const bare = canonicalText({ ...statement(99), predicate: {} });
  const undatedToo = canonicalText({ ...envelope, payload: Buffer.from(bare).toString('base64') });
  expect(open(`${undatedToo}\n`)).toMatchObject({ ok: false, verdict: 'INVALID', detail: 'signature-invalid' });
  expect(open(signed({ ...statement(2), predicate: {} }))).toMatchObject({ detail: 'later-version' });
  const nobody = openDecision(Buffer.from(signed(statement(2))), { ...trust, keys: [] });
  expect(nobody).toEqual({ ok: false, verdict: 'UNVERIFIABLE', detail: 'unknown-key' });
});

test.each(['en', 'fr'] as const)('says in %s that a later version made it, and blames no key for that', (language) => {
  const say = speaker(language, evidenceWords);
  const [ofLater, ofKey] = ['yes', 'no'].map((each) => say('verify.verdict.UNVERIFIABLE', { later: each }));
  expect(ofLater).toMatch(/later version|version ultérieure/);
  expect(ofKey).toMatch(/trust document|document de confiance/);
});
