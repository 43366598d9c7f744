import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Output } from '../../../cli/edge.ts';
import { folder } from '../support.ts';
import { bad, estateAt, gate, good, later, planAt, preview, type GateWorld } from './world.ts';

const moved = preview([good, bad, { ...later, name: 'later', dataset: 'health-file' }]);

/** Both streams into one list, so that their order shows; `tick`: milliseconds that pass with each look at the clock. */
async function heard(
  words: readonly string[],
  world: GateWorld & { ttyErr?: boolean; ttyOut?: boolean; tick?: number },
) {
  const { ttyErr = false, ttyOut = false, tick = 0, ...rest } = world;
  const said: { readonly on: 'out' | 'err'; readonly text: string }[] = [];
  const stream = (on: 'out' | 'err', isTerminal: boolean): Output => ({
    write: (text) => void said.push({ on, text }),
    isTerminal,
    width: isTerminal ? 60 : undefined,
  });
  let clock = 0;
  const edge = { stdout: stream('out', ttyOut), stderr: stream('err', ttyErr), clock: () => (clock += tick) };
  const { code } = await gate(words, { env: { NO_COLOR: '1' }, ...rest, ...edge });
  const on = (which: string) => said.flatMap(({ on: own, text }) => (own === which ? [text] : [])).join('');
  const lines = on('err')
    .split('\n')
    .filter((line) => /[✗?] /.test(line));
  const isReportLast = said.findLastIndex((each) => each.on === 'err') < said.findIndex((each) => each.on === 'out');
  return { code, err: on('err'), out: on('out'), lines, isReportLast };
}

describe('findings as they come', () => {
  const words = () => [planAt(moved), '--estate', estateAt()];

  it('stand one a line on the error stream where it was asked for, before a report that is whole', async () => {
    const asked = await heard([...words(), '--follow'], {});
    expect(asked.lines).toContain(
      '✗ Personal data stays in the EEA: health-file (aws:s3/bucket:Bucket). Its location is outside the EEA (SG Singapore).',
    );
    expect(asked.lines.filter((line) => line.startsWith('?'))[0]).toMatch(/: later \(aws:s3\/bucket:Bucket\)\. /);
    expect(asked.isReportLast).toBe(true);
    const plain = await heard(words(), {});
    expect(plain.lines).toEqual([]);
    expect(asked.out).toBe(plain.out);
    const { findings } = JSON.parse((await heard([...words(), '--json'], {})).out) as { findings: unknown[] };
    expect(asked.lines).toHaveLength(findings.length);
  });

  it('stand on a terminal unasked, cut to its width, with how far the judging is', async () => {
    const { lines, err, out } = await heard([...words(), '--json'], { ttyErr: true, tick: 250 });
    expect(err).toMatch(/\d of 3 containers judged: .*deviation/);
    expect(lines.length).toBeGreaterThan(2);
    // Each stands whole on a row of its own: what was drawn before it is erased.
    for (const line of lines) expect(line.split('\u001B[2K').at(-1)!.length).toBeLessThanOrEqual(60);
    expect(err.split('\u001B[2K').at(-1)).toBe('');
    expect(() => JSON.parse(out) as unknown).not.toThrow();
  });

  it('are not said twice on the screen where the report stands in a moment, and are once that takes long', async () => {
    const both = { ttyErr: true, ttyOut: true };
    expect((await heard(words(), both)).lines).toEqual([]);
    expect((await heard(words(), { ...both, tick: 1500 })).lines.length).toBeGreaterThan(2);
    expect((await heard([...words(), '--follow'], both)).lines.length).toBeGreaterThan(2);
  });

  it('leave to the report what a baseline, an exception or a stage may excuse', async () => {
    const plan = planAt(preview([bad]));
    const kept = join(folder(), 'baseline.json');
    const estate = estateAt();
    await gate([plan, '--estate', estate, '--write-baseline', kept]);
    expect((await heard([plan, '--estate', estate, '--follow', '--baseline', kept], {})).lines).toEqual([]);
    const stages = '\nstages: [{ control: residency/*, stage: warn, from: 2026-05-01 }]';
    const staged = estateAt(['\ndatasets:', `${stages}\ndatasets:`]);
    const { lines, code } = await heard([plan, '--estate', staged, '--follow'], {});
    expect([lines, code]).toEqual([[], 1]);
  });

  it('come visible, never as commands of a terminal', async () => {
    const hostile = planAt(preview([{ ...bad, name: 'a\u001B]52;c;x\u0007\n::error::b' }]));
    const { err, lines } = await heard([hostile, '--estate', estateAt(), '--follow'], {});
    expect(lines.length).toBeGreaterThan(0);
    for (const raw of ['\u0007', '\u001B', '\n::error::']) expect(err).not.toContain(raw);
    expect(err).toContain('\\u{1b}]52;c;x');
  });
});

it('an interrupt after the first of them ends the judging too, with a report that is marked partial', async () => {
  const stop = new AbortController();
  const plan = planAt(
    preview(Array.from({ length: 40 }, (_, at) => ({ ...bad, name: `b-${at}`, dataset: 'health-file' }))),
  );
  let [clock, out] = [0, ''];
  const edge = {
    signal: stop.signal,
    clock: () => (clock += 250),
    stdout: { write: (text: string) => void (out += text), isTerminal: false, width: undefined },
    stderr: {
      write: (text: string) => void (text.startsWith('✗') && stop.abort()),
      isTerminal: false,
      width: undefined,
    },
  };
  const { code } = await gate([plan, '--estate', estateAt(), '--follow', '--json'], edge);
  const told = JSON.parse(out) as { partial: boolean; findings: unknown[]; shorts: { code: string }[] };
  expect([code, told.partial, told.shorts.map((each) => each.code)]).toEqual([1, true, ['interrupted']]);
  expect(told.findings.length).toBeGreaterThan(0);
  expect(told.findings.length).toBeLessThan(40);
});

const hasScript = (() => {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
})();

it.skipIf(!hasScript)('come on a real terminal, and the report goes where it is sent', { timeout: 60_000 }, () => {
  const main = join(import.meta.dirname, '../../../cli/main.ts');
  const [at, plan] = [folder(), planAt(moved)];
  const run = join(at, 'run.sh');
  writeFileSync(
    run,
    `"${process.execPath}" "${main}" gate "${plan}" --estate "${estateAt()}" --json > "${at}/report.json"\n`,
  );
  const seen = execFileSync('script', ['-qec', `sh ${run} || true`, join(at, 'typescript')], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], TERM: 'xterm', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(seen).toContain('✗ Personal data stays in the EEA: health-file');
  expect(execFileSync('head', ['-c', '1', join(at, 'report.json')], { encoding: 'utf8' })).toBe('{');
});
