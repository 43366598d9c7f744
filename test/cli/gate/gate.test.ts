import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { coveredBy } from '../../../estate/index.ts';
import { describe, expect, it } from 'vitest';
import type { GateDocument } from '../../../cli/gate/outputs/json.ts';
import { folder, keysIn, run } from '../support.ts';
import { bad, estateAt, gate, good, later, planAt, preview } from './world.ts';

const estate = estateAt();
const judged = (plan: string, ...words: string[]) => gate([plan, '--estate', estate, ...words]);
const first = (text: string) => text.split('\n')[0]!;
const documentOf = (out: string) => JSON.parse(out) as GateDocument;

const long = (path: string) =>
  writeFileSync(path, `${'# nothing to see\n'.repeat(5000)}apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n`);

describe('exit codes', () => {
  it('0: every container lies where it may, and the first line says so', async () => {
    const { code, out } = await judged(planAt(preview([good])));
    expect(first(out)).toMatch(/^No deviation found in 2 resources: one holds data and was judged by \d+ controls\./);
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^exit 0, pass\./);
    expect(code).toBe(0);
  });

  it('1: one lies abroad, and article, address, remedy and an exception to paste are there', async () => {
    const { code, out } = await judged(planAt(preview([good, bad])));
    expect(code).toBe(1);
    expect(first(out)).toMatch(/^Refused: \d+ deviations? in 4 resources/);
    expect(out).toContain('residency/personal-data-stays-in-the-eea');
    expect(out).toContain('health-file (aws:s3/bucket:Bucket)');
    expect(out).toContain('GDPR article');
    expect(out).toMatch(/^ {2}- id: W-20260601-[0-9a-f]{6}$/m);
  });

  it('2: the input is refused with its place', async () => {
    const { code, err, out } = await judged(planAt('{"steps": [', 'torn.json'));
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^torn\.json:1:\d+ error/m);
  });

  it.each([
    ['an estate', ['--estate', 'nowhere.yaml']],
    ['a plan', ['nowhere.json', '--estate', estate]],
    ['a format', ['--estate', estate, '--format', 'xml']],
    ['a profile', ['--estate', estate, '--sarif-profile', 'gitlab']],
    ['a baseline', ['--estate', estate, '--baseline', 'nowhere.json']],
    ['a place', ['--estate', estate, '--place', 'nowhere']],
    ['a ref', ['--estate', 'git:no-such-ref:estate']],
  ])('2: there is no such %s', async (_, words) => {
    const { code, err } = await gate(words, { piped: preview([good]) });
    expect(code).toBe(2);
    expect(err).not.toBe('');
  });

  it('2: an unknown format is answered with the list', async () => {
    const { err } = await gate(['--estate', estate, '--format', 'sarf'], { piped: '' });
    expect(err).toContain('“sarif”');
    expect(err).toContain('codequality');
  });

  it('2: nothing is named and nobody pipes', async () => {
    const stdin = Object.assign((async function* none() {})(), { isTTY: true });
    const { code, err } = await gate(['--estate', estate], { stdin });
    expect(code).toBe(2);
    expect(err).toContain('There is nothing to judge.');
  });

  it('1: of many deviations one exception shows the form, and the others are counted', async () => {
    const { out } = await judged(planAt(preview([bad])));
    expect(out.match(/^ *- id: W-/gm)).toHaveLength(1);
    expect(out).toMatch(/decides so \((?:one|\d+) more with --json\)/);
  });

  it('3: a region is known only after apply, and the lines that make it known are there', async () => {
    const { code, out } = await judged(planAt(preview([good, later])));
    expect(first(out)).toMatch(/^Undecided, so not let through: \d+ answers? (?:is|are) unknown/);
    expect(out).toContain('<region>');
    expect(code).toBe(3);
  });

  it('3: a type is on no list, and is named in the second line', async () => {
    const steps = [
      {
        op: 'create',
        urn: 'urn:pulumi:prod::shop::new:thing/box:Box::b',
        newState: { type: 'new:thing/box:Box', custom: true, inputs: {} },
      },
    ];
    const text = JSON.stringify({ steps, changeSummary: { create: 1 } });
    const { code, out } = await judged(planAt(text));
    expect(code).toBe(3);
    expect(out.split('\n')[1]).toContain('Not understood: one resource, of new:thing/box:Box');
  });

  it('3: the input is empty, and 0 with --allow-empty', async () => {
    const plan = planAt(JSON.stringify({ steps: [], changeSummary: {} }));
    const { code, out } = await judged(plan);
    expect(first(out)).toContain('the input holds no resource');
    expect(code).toBe(3);
    expect((await judged(plan, '--allow-empty')).code).toBe(0);
  });

  it('4: a bundle of own controls is not the one that was pinned', async () => {
    const bundle = planAt('no bundle', 'bundle.tar.gz');
    const { code } = await judged(planAt(preview([good])), '--policies', `${bundle}@sha256:${'0'.repeat(64)}`);
    expect(code).toBe(4);
  });

  it('70: something breaks inside, and no stack trace is printed', async () => {
    const random = () => {
      throw new RangeError('secret');
    };
    const { code, err } = await gate([planAt(preview([good])), '--estate', estate], { random });
    expect(code).toBe(70);
    expect(err).not.toMatch(/secret|\.ts:\d/);
  });
});

describe('one bad among many', () => {
  const count = 7;
  it.each(Array.from({ length: count }, (_, at) => at))('is found at position %i', async (at) => {
    const names = Array.from({ length: count }, (_, each) => ({
      ...good,
      name: each === 0 ? good.name : `b-${each}`,
      dataset: 'staffing-figures',
    }));
    const denied = await judged(
      planAt(preview(names.map((each, here) => (here === at ? { ...each, region: 'far-away' } : each)))),
    );
    expect(denied.code).toBe(1);
    const unknown = await judged(
      planAt(preview(names.map((each, here) => (here === at ? { ...each, region: undefined } : each)))),
    );
    expect(unknown.code).toBe(3);
    expect((await judged(planAt(preview(names)))).code).toBe(0);
  });
});

describe('what is read', () => {
  it('is the standard input where nothing is named, and where - is', async () => {
    for (const words of [[], ['-']]) {
      const ran = await gate([...words, '--estate', estate], { piped: preview([bad]) });
      expect(ran.code).toBe(1);
    }
  });

  it('is one decision over several files', async () => {
    const [one, other] = [planAt(preview([good])), planAt(preview([bad]))];
    const { code, out } = await gate([one, other, '--estate', estate, '--json']);
    expect(code).toBe(1);
    expect(documentOf(out).run.inputs).toHaveLength(2);
    expect(documentOf(out).counts).toMatchObject({ total: 4, judged: 2, notUnderstood: 0 });
  });

  it('is of a folder what is a plan by its content, whatever its name; the rest is told', async () => {
    const plans = folder();
    mkdirSync(join(plans, 'deep/node_modules/x'), { recursive: true });
    writeFileSync(join(plans, 'deep/notes.txt'), preview([bad]));
    writeFileSync(join(plans, 'plan.json'), '{"name":"no plan"}');
    writeFileSync(join(plans, 'deep/node_modules/x/p.json'), preview([bad]));
    symlinkSync('/etc/passwd', join(plans, 'link.json'));
    const { code, out } = await gate([plans, '--estate', estate]);
    expect(code).toBe(1);
    expect(out).not.toContain('of the folders left out');
    const told = documentOf((await gate([plans, '--estate', estate, '--json'])).out);
    expect(told.run.inputs.map(({ name }) => name)).toEqual(['notes.txt']);
    expect(told.run.skipped.map(({ reason }) => reason).sort()).toEqual(['link', 'unknown']);
  });

  const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
  it.each([
    ['a link', 'file-link', (at: string) => symlinkSync('/etc/hosts', join(at, 'link.yaml'))],
    ['what a long comment hides', 'file-unknown', (at: string) => long(join(at, 'm.yaml'))],
    ['a plan of nobody', 'file-unknown', (at: string) => writeFileSync(join(at, 'stack.json'), '{"Resources":{}}')],
    ['what is packed', 'file-packed', (at: string) => writeFileSync(join(at, 'm'), gzipSync(manifest))],
    [
      'what lies deep',
      'file-deep',
      (at: string) => mkdirSync(join(at, 'a/b/c/d/e/f/g/h/i/j/k/l/m'), { recursive: true }),
    ],
  ])('does not pass a folder with %s', async (_, code, write) => {
    const plans = folder();
    writeFileSync(join(plans, 'a.json'), preview([good]));
    write(plans);
    const ran = await gate([plans, '--estate', estate, '--json']);
    expect(documentOf(ran.out)).toMatchObject({ shorts: [{ code }], outcome: { code: 3, gaps: 1 } });
    expect((await gate([plans, '--estate', estate])).out).not.toContain(code);
  });

  it('passes a folder with notes beside the plans, and says so', async () => {
    const plans = folder();
    writeFileSync(join(plans, 'a.json'), preview([good]));
    writeFileSync(join(plans, 'README.md'), 'How these came about');
    writeFileSync(join(plans, 'empty.yaml'), '');
    const ran = await gate([plans, '--estate', estate]);
    expect([ran.code, ran.out.includes('2 files of the folders left out')]).toEqual([0, true]);
  });

  it('is of a folder also what is broken: a cut plan is no reason to pass', async () => {
    const plans = folder();
    writeFileSync(join(plans, 'a.json'), preview([good]));
    writeFileSync(join(plans, 'b.json'), preview([bad]).slice(0, -40));
    expect((await gate([plans, '--estate', estate])).code).toBe(2);
  });

  it('is read once, named twice or beside its folder', async () => {
    const plans = folder();
    const plan = join(plans, 'plan.json');
    writeFileSync(plan, preview([good]));
    const { code, out } = await gate([plan, plan, plans, '--estate', estate, '--json']);
    expect(documentOf(out).counts.total).toBe(2);
    expect(code).toBe(0);
  });

  it('is no command of a runner, whatever a file of the folder is called', async () => {
    const plans = folder();
    writeFileSync(join(plans, '::add-mask::a'), '{"steps":[');
    writeFileSync(join(plans, '##[error]b'), preview([bad], { diagnostics: [{ severity: 'error' }] }));
    const ran = await gate([plans, '--estate', estate, '--format', 'terminal']);
    expect(ran.code).toBe(2);
    expect(`${ran.out}${ran.err}`).not.toMatch(/^(?:::|##)/m);
  });

  it('is undecided for a folder that holds no plan', async () => {
    expect((await gate([folder(), '--estate', estate])).code).toBe(3);
  });

  it('says no folder of the machine anywhere', async () => {
    const plan = planAt(preview([bad, later]));
    for (const format of ['json', 'sarif', 'junit', 'codequality', 'markdown', 'terminal', 'github']) {
      const { out } = await judged(plan, '--format', format);
      expect(out, format).not.toContain('/tmp/');
    }
  });

  it('never configures its judge', async () => {
    const loud = {
      allowEmpty: true,
      waivers: [{ control: '*', subject: '*' }],
      cloison: { estate: 'x', observe: true },
      policies: [],
    };
    expect((await judged(planAt(preview([bad], loud)))).code).not.toBe(0);
    expect((await judged(planAt(preview([later], loud)))).code).not.toBe(0);
  });
});

describe('an interrupt', () => {
  it('leaves a whole report marked partial, and 3', async () => {
    const stop = new AbortController();
    const bytes = new TextEncoder().encode(preview([good]));
    const stdin = (async function* slowly() {
      yield bytes;
      stop.abort();
    })();
    const { code, out } = await gate(['-', '--estate', estate, '--json'], { stdin, signal: stop.signal });
    const told = documentOf(out);
    expect(told.partial).toBe(true);
    expect(told.shorts.map(({ code: each }) => each)).toContain('interrupted');
    expect([code, told.outcome.code]).toEqual([3, 3]);
  });

  it('needs no further byte: a pipe that went silent in the middle of a resource is judged as far as it came', async () => {
    const stop = new AbortController();
    const bytes = new TextEncoder().encode(preview([good, bad]));
    const stdin = (async function* silent() {
      yield bytes.subarray(0, -30);
      setTimeout(() => stop.abort(), 50);
      await new Promise(() => {});
    })();
    const { code, out } = await gate(['-', '--estate', estate, '--json'], { stdin, signal: stop.signal });
    const told = documentOf(out);
    expect(told.partial).toBe(true);
    expect(told.shorts.map(({ code: each }) => each)).toContain('interrupted');
    expect(code).not.toBe(0);
  });

  it('is said first, and a deviation that was found is still one', async () => {
    const stop = new AbortController();
    const bytes = new TextEncoder().encode(preview([bad]));
    const stdin = (async function* slowly() {
      yield bytes;
      stop.abort();
    })();
    const { code, out } = await gate(['-', '--estate', estate], { stdin, signal: stop.signal });
    expect(first(out)).toMatch(/^PARTIAL, interrupted\. /);
    expect([1, 3]).toContain(code);
  });
});

describe('what excuses', () => {
  it('is a baseline: only what is new moves the code, and what was mended is said', async () => {
    const baseline = join(folder(), 'baseline.json');
    const one = { ...bad, name: 'health-file' };
    const other = { ...bad, name: 'health-more', dataset: 'health-file' };
    const written = await judged(planAt(preview([one])), '--write-baseline', baseline);
    expect(written.code).toBe(1);
    const again = await judged(planAt(preview([one])), '--baseline', baseline);
    expect(first(again.out)).toMatch(/^Nothing new: \d+ findings? of the baseline stay/);
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/Baseline sha256:[0-9a-f]{64}: \d+ still there, 0 mended/);
    const more = await judged(planAt(preview([other, one])), '--baseline', baseline);
    expect(more.code).toBe(1);
    expect(more.out).toContain('more known from the baseline');
    const mended = await judged(planAt(preview([{ ...one, region: 'eu-private' }])), '--baseline', baseline);
    expect(mended.code).toBe(0);
    const twice = join(folder(), 'baseline.json');
    await judged(planAt(preview([one])), '--write-baseline', twice);
    expect(readFileSync(twice, 'utf8')).toBe(readFileSync(baseline, 'utf8'));
  });

  it('is no baseline where the container moved to another country', async () => {
    const baseline = join(folder(), 'baseline.json');
    await judged(planAt(preview([bad])), '--write-baseline', baseline);
    const elsewhere = estateAt(['far-away: SG', 'far-away: CN']);
    expect((await gate([planAt(preview([bad])), '--estate', elsewhere, '--baseline', baseline])).code).toBe(1);
  });

  it('is an exception that is signed and trusted, unless none is to be in use', async () => {
    const keys = await keysIn(folder());
    const found = documentOf((await judged(planAt(preview([bad])), '--json')).out).findings;
    const rows = found.map(
      (each, at) =>
        `  - { id: W-${at}, control: ${each.control}, subject: "${each.subject}", covers: ${JSON.stringify(coveredBy(each))}, reason: move, owner: role:staffing-lead, from: 2026-05-01, until: 2026-06-10, signed: [waivers/W-${at}.owner.dsse.json, waivers/W-${at}.dpo.dsse.json] }`,
    );
    const own = estateAt(['documents:', `waivers:\n${rows.join('\n')}\ndocuments:`]);
    for (const at of found.keys()) {
      const sign = (...words: string[]) => run(['waiver', 'sign', `W-${at}`, '--estate', own, ...words]);
      expect(await sign('--key', keys.paths['owner']!, '--decision', 'granted')).toMatchObject({ code: 0 });
      expect(await sign('--key', keys.paths['dpo']!, '--opinion', 'favourable')).toMatchObject({ code: 0 });
    }
    const words = [planAt(preview([bad])), '--estate', own, '--trust', keys.trust];
    const passed = await gate(words);
    expect(first(passed.out)).toMatch(/^Passes under \d+ exceptions?/);
    expect(passed.code).toBe(0);
    expect(passed.out).toContain('ends within 14 days');
    expect((await gate([...words, '--fail-on-waived'])).code).toBe(1);
    expect((await gate(words.slice(0, 3))).code).toBe(1);
    const { runs } = JSON.parse((await gate([...words, '--format', 'sarif'])).out) as {
      runs: { results: unknown[] }[];
    };
    expect(runs[0]!.results).toEqual([]);
  });

  it('is --observe, which says what would be refused', async () => {
    const denied = await judged(planAt(preview([bad])), '--observe');
    expect(denied.code).toBe(0);
    expect(first(denied.out)).toMatch(/^Observing only, would refuse with 1\. Refused: /);
    const unknown = await judged(planAt(preview([later])), '--observe', '--json');
    expect(unknown.code).toBe(0);
    expect(documentOf(unknown.out).outcome).toMatchObject({ code: 0, wouldBe: 3 });
    expect((await judged(planAt('{'), '--observe')).code).toBe(2);
  });
});

describe('a freeze', () => {
  const frozen = estateAt([
    'operators: {',
    'freezes:\n  - { from: 2026-05-18, to: 2026-09-10, scope: all, lane: [security] }\noperators: {',
  ]);
  it('refuses every change outside its lane, and is said first', async () => {
    const plan = planAt(preview([good]));
    const { code, out } = await gate([plan, '--estate', frozen]);
    expect(code).toBe(1);
    expect(first(out)).toMatch(/^Refused: a freeze is in force, and this change alters 2 resources/);
    expect((await gate([plan, '--estate', frozen, '--lane', 'security'])).code).toBe(0);
    expect((await gate([plan, '--estate', frozen, '--lane', 'hurry'])).code).toBe(1);
    expect((await gate([plan, '--estate', frozen], { now: () => new Date('2026-09-11T00:00:00Z') })).code).toBe(0);
  });
});

it('a manifest that carries all a cluster would have added may have been typed: a freeze meets it', async () => {
  const frozen = estateAt([
    'operators: {',
    'freezes:\n  - { from: 2026-05-18, to: 2026-09-10, scope: all }\noperators: {',
  ]);
  const added = '{ name: a, namespace: care, uid: u, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" }';
  const claim = planAt(`apiVersion: v1\nkind: ConfigMap\nmetadata: ${added}\n`);
  const { code, out } = await gate([claim, '--estate', frozen, '--place', 'k8s-paris', '--json']);
  expect(documentOf(out).rows).toMatchObject([{ operation: 'same' }]);
  expect([code, documentOf(out).outcome.headline]).toEqual([1, 'headline.frozen']);
});

describe('what is written', () => {
  it.each(['json', 'sarif', 'junit', 'codequality', 'markdown'])('as %s, and again over itself', async (format) => {
    const file = join(folder(), 'out');
    const words = ['--format', format, '--out', file];
    const plan = planAt(preview([bad]));
    const { code, out } = await judged(plan, ...words);
    expect(code).toBe(1);
    expect(first(out)).toMatch(/^Refused: /);
    expect(readFileSync(file, 'utf8').length).toBeGreaterThan(100);
    expect((await judged(plan, ...words)).code).toBe(1);
  });

  it('takes the place of nothing else, and never of what is read', async () => {
    const plan = planAt(preview([good]));
    const foreign = planAt('mine', 'notes.txt');
    expect((await judged(plan, '--out', foreign)).code).toBe(2);
    expect(readFileSync(foreign, 'utf8')).toBe('mine');
    expect((await judged(plan, '--out', plan, '--force')).code).toBe(2);
    expect((await judged(plan, '--write-baseline', plan, '--force')).code).toBe(2);
    expect((await judged(plan, '--out', foreign, '--force')).code).toBe(0);
  });

  it('goes to the summary of a step beside what the step wrote there before', async () => {
    const summary = planAt('before\n', 'summary.md');
    const plan = planAt(preview([bad]));
    const { out } = await gate([plan, '--estate', estate, '--format', 'github'], {
      env: { GITHUB_STEP_SUMMARY: summary },
    });
    expect(out).toMatch(/^::error /);
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n<!-- cloison gate -->\n\n\*\*Refused/);
    const fresh = join(folder(), 'fresh.md');
    await gate([plan, '--estate', estate, '--format', 'github'], { env: { GITHUB_STEP_SUMMARY: fresh } });
    expect(existsSync(fresh)).toBe(true);
  });

  it('is an annotation for what is refused, too', async () => {
    const { code, out } = await judged(planAt('{"steps": [', 'torn.json'), '--format', 'github');
    expect(code).toBe(2);
    expect(out).toMatch(/^::error file=torn\.json,line=1,col=\d+,title=cloison gate::/);
  });

  it('has no colour in a pipe, and none that a name could bring', async () => {
    const plan = planAt(preview([{ ...bad, name: '\u001B[31mred' }]));
    const { out } = await judged(plan);
    expect(out).not.toContain('\u001B');
  });
});
