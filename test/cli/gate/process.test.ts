import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { estateAt, good, preview } from './world.ts';

it(
  'a real interrupt ends a gate whose pipe stays open, with a whole partial report and 3',
  { timeout: 60_000 },
  async () => {
    const main = join(import.meta.dirname, '../../../cli/main.ts');
    const child = spawn(process.execPath, [main, 'gate', '-', '--estate', estateAt()], { stdio: 'pipe' });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stdin.write(preview([good]).slice(0, -20));
    // Said once the handlers stand and before the input is opened.
    while (!err.includes('No trust document')) err += String((await once(child.stderr, 'data'))[0]);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(out.split('\n')[0]).toMatch(/^PARTIAL, interrupted\. Undecided/);
    expect(code).toBe(3);
  },
);
