/**
 * CPU until the first finding is told: what somebody waits for on a small change. GNU time tells of a whole run alone, so
 * the kernel is asked at that instant what each thread has run (Linux, `/proc/<pid>/task/<tid>/schedstat`, nanoseconds).
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { estateOf, type Input } from './gates.ts';

const rounds = 21;
/** Seconds of processor, all threads together. */
const most = 0.15;

function cpuOf(pid: number): number {
  const folder = `/proc/${pid}/task`;
  const spent = readdirSync(folder).map((thread) => readFileSync(`${folder}/${thread}/schedstat`, 'utf8'));
  return spent.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0) / 1e9;
}

/** Until the first line that names a resource of the change. */
function untilFirst([node, ...first]: readonly [string, ...string[]], input: Input): Promise<number> {
  const words = ['gate', input.path, '--estate', estateOf, '--lang', 'en', '--follow'];
  const child = spawn(node, [...first, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let cpu: number | undefined;
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (cpu === undefined && text.includes('aws_s3_bucket.b')) cpu = cpuOf(child.pid!);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (cpu === undefined || code !== 1) reject(new Error(`no finding was told as it came, exit ${code}: ${text}`));
      else resolve(cpu);
    });
  });
}

export async function firstRow(
  program: readonly [string, ...string[]],
  input: Input,
): Promise<{ readonly isMet: boolean; readonly text: string }> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await untilFirst(program, input));
  all.sort((one, other) => one - other);
  const middle = all[Math.floor(rounds / 2)]!;
  const isMet = middle <= most;
  const shown = `${middle.toFixed(3)} s of CPU, ${all[0]!.toFixed(3)} at best of ${rounds}`;
  const text = `first finding of ${input.count}: ${shown}; ≤ ${most} s: ${isMet ? 'met' : 'NOT MET'}\n`;
  return { isMet, text };
}
