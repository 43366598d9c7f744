import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Source } from '../../audit/index.ts';
import { openFolder, redact } from '../../evidence/index.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { folder, keysIn, quiet, quietEstate, quietStore, quietText, run, storeOf } from './support.ts';

const sources = [quietStore];
const { location: _, ...unlocated } = quiet;
const nowhere = storeOf({ 'staffing-figures': unlocated });
/** Everything between the zones and the people: without it nothing is promised to lie anywhere. */
const promises = /activities:[^]*(?=operators:)/.exec(quietText())![0];
const noOwner = ['    owner: role:staffing-lead\n', ''] as const;

describe('exit codes of real runs', () => {
  let keys: { paths: Record<string, string>; trust: string };
  let sealed: string;
  beforeAll(async () => {
    const where = folder();
    keys = await keysIn(where);
    sealed = join(where, 'evidence');
    const estate = quietEstate();
    const ran = await run(
      ['audit', '--estate', estate, '--trust', keys.trust, '--seal', sealed, '--key', keys.paths['tool']!],
      { sources },
    );
    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  it('0: nothing deviates, and the last line says so, where the evidence is and what comes next', async () => {
    const { code, out } = await run(['audit', '--estate', quietEstate()], { sources });
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toMatch(
      /^No deviation found by \d+ controls on \d+ subjects; 0 not looked at\. This is not a statement of legal compliance\.$/,
    );
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^exit 0, pass\. Evidence: none sealed\. Next: cloison /);
  });

  it('1: something deviates', async () => {
    const { code, out } = await run(['audit', '--estate', quietEstate(noOwner)], { sources });
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toMatch(/^One deviation found/);
    expect(out).toContain('register/every-dataset-is-accounted-for');
  });

  it('0 under a signed exception, with its own headline, and 1 with --fail-on-waived', async () => {
    const waiver =
      '{ id: W-1, control: register/every-dataset-is-accounted-for, subject: "dataset://staffing-figures", covers: { dataset: staffing-figures, class: D1, verdict: deny, found: [no-owner] }, reason: search, owner: role:staffing-lead, from: 2026-05-01, until: 2026-06-30, signed: [waivers/W-1.owner.dsse.json, waivers/W-1.dpo.dsse.json] }';
    const estate = quietEstate(noOwner, ['documents:', `waivers:\n  - ${waiver}\ndocuments:`]);
    const sign = (...words: string[]) => run(['waiver', 'sign', 'W-1', '--estate', estate, ...words]);
    expect(await sign('--key', keys.paths['owner']!, '--decision', 'granted')).toMatchObject({ code: 0 });
    expect(await sign('--key', keys.paths['dpo']!, '--opinion', 'favourable')).toMatchObject({ code: 0 });
    const words = ['audit', '--estate', estate, '--trust', keys.trust];
    const passed = await run(words, { sources });
    expect(passed.code).toBe(0);
    expect(passed.out.split('\n')[0]).toMatch(/^Passes under one exception/);
    const refused = await run([...words, '--fail-on-waived'], { sources });
    expect(refused.code).toBe(1);
    expect(refused.out.split('\n')[0]).toMatch(/^One exception is in use, and none was to be/);
    const untrusted = await run(['audit', '--estate', estate], { sources });
    expect(untrusted.code).toBe(1);
    const listed = await run(['waiver', 'list', '--estate', estate, '--trust', keys.trust]);
    expect(listed).toMatchObject({ code: 0 });
    expect(listed.out).toContain('in force');
    const twice = await sign('--key', keys.paths['dpo']!, '--opinion', 'reserved');
    expect(twice.code).toBe(2);
  });

  it.each([
    ['for another thing that it found', 'verdict: deny, found: [no-activity]', '“no-owner” is found now'],
    [
      'for what nobody could decide',
      'verdict: unknown, found: [no-owner]',
      'nobody could decide, and it is a refusal now',
    ],
    ['for nothing that it says', 'dataset: staffing-figures', 'does not say what it was granted for'],
  ])('1 under an exception that was granted %s, with what differs', async (_for, granted, why) => {
    const waiver = `{ id: W-1, control: register/every-dataset-is-accounted-for, subject: "dataset://staffing-figures", covers: { class: D1, ${granted}${granted.startsWith('dataset') ? '' : ', dataset: staffing-figures'} }, reason: search, owner: role:staffing-lead, from: 2026-05-01, until: 2026-06-30, signed: [waivers/W-1.owner.dsse.json, waivers/W-1.dpo.dsse.json] }`;
    const estate = quietEstate(noOwner, ['documents:', `waivers:\n  - ${waiver}\ndocuments:`]);
    const sign = (...words: string[]) => run(['waiver', 'sign', 'W-1', '--estate', estate, ...words]);
    expect(await sign('--key', keys.paths['owner']!, '--decision', 'granted')).toMatchObject({ code: 0 });
    expect(await sign('--key', keys.paths['dpo']!, '--opinion', 'favourable')).toMatchObject({ code: 0 });
    const { code, out } = await run(['audit', '--estate', estate, '--trust', keys.trust], { sources });
    const flowing = out.replaceAll(/\s+/g, ' ');
    expect([code, flowing.includes('The exception W-1 does not excuse it.')]).toEqual([1, true]);
    expect(flowing).toContain(why);
  });

  it('2: the input is refused, with every problem and its place', async () => {
    const { code, err } = await run(['audit', '--estate', quietEstate(['home: private', 'home: elsewhere'])], {
      sources,
    });
    expect(code).toBe(2);
    expect(err).toMatch(/estate\.yaml:\d+:\d+/);
  });

  it('3: a fact is unknown', async () => {
    const { code, out } = await run(['audit', '--estate', quietEstate()], { sources: [nowhere] });
    expect(code).toBe(3);
    expect(out.split('\n')[0]).toMatch(/^Undecided: /);
  });

  it('3: a place was not looked at, and the second line names it', async () => {
    const { code, out } = await run(['audit', '--estate', quietEstate()], { sources: [] });
    expect(code).toBe(3);
    expect(out.split('\n')[1]).toContain('store-paris');
  });

  it('3: nothing was seen, and 0 with --allow-empty', async () => {
    const estate = quietEstate([promises, '']);
    const empty = { sources: [storeOf({})] };
    const refused = await run(['audit', '--estate', estate], empty);
    expect(refused.out.split('\n')[0]).toMatch(/^Undecided: /);
    expect(refused.code).toBe(3);
    expect((await run(['audit', '--estate', estate, '--allow-empty'], empty)).code).toBe(0);
  });

  it('0 and 4 and 5: evidence is intact, altered, or signed by nobody we trust', async () => {
    const verify = (path: string, trust = keys.trust, ...words: string[]) =>
      run(['evidence', 'verify', path, '--trust', trust, ...words]);
    const intact = await verify(sealed, keys.trust, '--require', 'pass');
    expect(intact.code).toBe(0);
    expect(intact.out).toMatch(/Decided again: \d+ answers, byte for byte the same/);
    const altered = join(folder(), 'evidence');
    cpSync(sealed, altered, { recursive: true });
    const records = join(altered, 'data/records/000000000000.jsonl');
    writeFileSync(records, readFileSync(records, 'utf8').replace('"allow"', '"deny"'));
    const broken = await verify(altered);
    expect(broken.code).toBe(4);
    expect(broken.out).toContain('data/records/000000000000.jsonl');
    const nobody = join(folder(), 'trust.json');
    writeFileSync(nobody, '{"version":"cloison/trust/v1","keys":[]}');
    expect((await verify(sealed, nobody)).code).toBe(5);
    expect((await verify(sealed, keys.trust, '--expect-root', 'f'.repeat(64))).code).toBe(4);
  });

  const verify = (path: string, ...words: string[]) =>
    run(['evidence', 'verify', path, '--trust', keys.trust, '--lang', 'en', ...words]);
  const sealInto = async (estate: string, source: Source, ...words: string[]) => {
    const target = join(folder(), 'evidence');
    const argv = ['audit', '--estate', estate, '--trust', keys.trust, '--seal', target, '--key', keys.paths['tool']!];
    return { target, ...(await run([...argv, ...words], { sources: [source] })) };
  };

  it('3: intact evidence of a replay is no pass', async () => {
    const { target, code } = await sealInto(quietEstate(), quietStore, '--as-of', '2026-05-01');
    expect(code).toBe(0);
    expect((await verify(target)).code).toBe(0);
    const { code: required, out } = await verify(target, '--require', 'pass');
    expect(required).toBe(3);
    expect(out).toContain('undecided, a replay: it ran on 2026-06-01 and judged by the law of 2026-05-01');
  });

  it('3: intact evidence of a run that saw nothing is no pass, whatever its run allowed', async () => {
    const { target, code } = await sealInto(quietEstate([promises, '']), storeOf({}), '--allow-empty');
    expect(code).toBe(0);
    expect(readFileSync(join(target, 'data/report/report.en.md'), 'utf8')).toContain('Undecided: nothing was seen');
    expect((await verify(target)).code).toBe(0);
    expect((await verify(target, '--require', 'pass')).code).toBe(3);
  });

  it('0: evidence under exceptions says so in its headline, and 1 with --fail-on-waived', async () => {
    const waiver =
      '{ id: W-1, control: register/every-dataset-is-accounted-for, subject: "dataset://staffing-figures", covers: { dataset: staffing-figures, class: D1, verdict: deny, found: [no-owner] }, reason: search, owner: role:staffing-lead, from: 2026-05-01, until: 2026-06-30, signed: [waivers/W-1.owner.dsse.json, waivers/W-1.dpo.dsse.json] }';
    const estate = quietEstate(noOwner, ['documents:', `waivers:\n  - ${waiver}\ndocuments:`]);
    const sign = (...words: string[]) => run(['waiver', 'sign', 'W-1', '--estate', estate, ...words]);
    await sign('--key', keys.paths['owner']!, '--decision', 'granted');
    await sign('--key', keys.paths['dpo']!, '--opinion', 'favourable');
    const { target } = await sealInto(estate, quietStore);
    const passed = await verify(target, '--require', 'pass');
    expect([passed.code, passed.out.split('\n')[1]]).toEqual([
      0,
      'Content: passes under one exception. This is not a statement of legal compliance.',
    ]);
    expect((await verify(target, '--require', 'pass', '--fail-on-waived')).code).toBe(1);
    expect((await verify(target, '--fail-on-waived')).code).toBe(2);
    expect((await verify(sealed, '--require', 'pass', '--fail-on-waived')).code).toBe(0);
  });

  it('0: what is withheld is said aloud, before anything else that was found', async () => {
    const target = join(folder(), 'redacted');
    const files = ['data/report/report.en.html', 'data/payload/estate.json'];
    await redact(await openFolder(sealed), { target, records: 'all', files });
    const { code, out } = await verify(target, '--require', 'pass');
    expect(code).toBe(0);
    expect(out).toMatch(/^Content: passes\.[^]*^Withheld: \d+ disclosed values \(.*subject \d+/m);
    expect(out).toContain('Withheld: 2 whole files (data/payload/estate.json, data/report/report.en.html)');
    expect((await verify(sealed, '--require', 'pass')).out).not.toContain('Withheld');
    const digest = `sha256:${'0'.repeat(64)}`;
    expect((await verify(target, '--expect-estate', digest)).out).toContain('The sealed estate is withheld');
  });

  it('4: evidence of another organisation or another estate is not what was asked for', async () => {
    const text = readFileSync(join(sealed, 'data/payload/estate.json'), 'utf8');
    const { digest } = JSON.parse(text) as { digest: string };
    const own = ['--expect-organisation', 'Exercise', '--expect-estate', digest];
    expect((await verify(sealed, '--require', 'pass', ...own)).code).toBe(0);
    const organisation = await verify(sealed, '--expect-organisation', 'Other');
    expect([organisation.code, organisation.out]).toEqual([
      4,
      expect.stringContaining('of “Exercise”; you expect “Other”'),
    ]);
    const estate = await verify(sealed, '--expect-estate', `sha256:${'0'.repeat(64)}`);
    expect([estate.code, estate.out]).toEqual([4, expect.stringContaining(`has the digest ${digest}; you expect`)]);
    expect((await verify(sealed, '--expect-estate', 'abc')).code).toBe(2);
    expect((await verify(sealed, '--expect-organisation', '')).code).toBe(2);
  });

  it('3: evidence is older than was asked for', async () => {
    const words = ['evidence', 'verify', sealed, '--trust', keys.trust, '--max-age', '1'];
    expect((await run(words, { now: '2026-06-09T10:00:00.000Z' })).code).toBe(3);
    expect((await run(words)).code).toBe(0);
  });

  it('2: evidence is never mixed, and nothing is written over it', async () => {
    const before = readdirSync(sealed);
    const estate = quietEstate();
    const words = ['audit', '--estate', estate, '--seal', sealed, '--key', keys.paths['tool']!];
    expect((await run(words, { sources })).code).toBe(2);
    expect(readdirSync(sealed)).toEqual(before);
    expect(readdirSync(dirname(sealed)).filter((name) => name.startsWith('evidence'))).toEqual(['evidence']);
  });

  it('2: sealing without a key stops before anything is read', async () => {
    const asked: string[] = [];
    const source: Source = {
      ...quietStore,
      async *observe(...handed) {
        asked.push('read');
        yield* quietStore.observe(...handed);
      },
    };
    const words = ['audit', '--estate', quietEstate(), '--seal', join(folder(), 'e')];
    const { code, err } = await run(words, { sources: [source] });
    expect([code, asked]).toEqual([2, []]);
    expect(err).toContain('No private key was given');
  });

  it('2: a key that the trust document lists under another role, or no longer, seals nothing, before anything is read', async () => {
    const trusted = JSON.parse(readFileSync(keys.trust, 'utf8')) as { keys: { role: string; state: string }[] };
    const sealedBy = async (role: string, trust = keys.trust) => {
      const target = join(folder(), 'e');
      const words = ['--trust', trust, '--seal', target, '--key', keys.paths[role]!];
      const { code, err } = await run(['audit', '--estate', join(folder(), 'none.yaml'), ...words]);
      return { code, isKey: err.includes('private key cannot be used') };
    };
    expect(await sealedBy('owner')).toEqual({ code: 2, isKey: true });
    expect(await sealedBy('dpo')).toEqual({ code: 2, isKey: true });
    const retired = join(folder(), 'trust.json');
    const until = '2026-12-31';
    const state = 'retired';
    writeFileSync(retired, JSON.stringify({ ...trusted, keys: trusted.keys.map((key) => ({ ...key, state, until })) }));
    expect(await sealedBy('tool', retired)).toEqual({ code: 2, isKey: true });
    expect(await sealedBy('tool')).toEqual({ code: 2, isKey: false });
  });

  it('0: a key that no trust document lists seals, with a remark', async () => {
    const others = await keysIn(folder());
    const words = ['audit', '--estate', quietEstate(), '--trust', others.trust, '--key', keys.paths['tool']!];
    const { code, err } = await run([...words, '--seal', join(folder(), 'e')], { sources });
    expect(code).toBe(0);
    expect(err).toContain('does not list the key tool-');
  });

  it('70: something breaks inside, in one sentence without a trace; --debug shows the trace', async () => {
    const words = ['audit', '--estate', quietEstate()];
    const world = { sources, now: 'not a time' };
    const quietly = await run(words, world);
    expect(quietly.code).toBe(70);
    expect(quietly.err).toContain('Something went wrong inside');
    expect(quietly.err).not.toMatch(/\bat .*\.ts:\d+/);
    const loudly = await run([...words, '--debug'], world);
    expect(loudly.err).toMatch(/\bat .*\.ts:\d+/);
  });
});
