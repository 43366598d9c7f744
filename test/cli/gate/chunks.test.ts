/** Pieces of an input, whatever stands at its path. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { chunksOf } from '../../../cli/gate/input/chunks.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloison-chunks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(path: string): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunksOf(path)));
}

it.each([0, 1, 256 * 1024 - 1, 256 * 1024, 700_001])('reads a file of %i bytes, also behind a link', async (size) => {
  const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 7) % 251));
  const [path, link] = [join(folder, `${size}`), join(folder, `${size}.link`)];
  writeFileSync(path, bytes);
  symlinkSync(path, link);
  expect((await read(path)).equals(bytes)).toBe(true);
  expect((await read(link)).equals(bytes)).toBe(true);
});

it('reads a pipe as it comes', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  spawn('sh', ['-c', `printf one > "${pipe}"; `]);
  expect((await read(pipe)).toString()).toBe('one');
});

it('throws what the system says, when it is read and not before', async () => {
  await expect(read(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(read(folder)).rejects.toMatchObject({ code: 'EISDIR' });
});

it('may be left before its end', async () => {
  const path = join(folder, 'long');
  writeFileSync(path, Buffer.alloc(600_000));
  for await (const chunk of chunksOf(path)) {
    expect(chunk).toHaveLength(256 * 1024);
    break;
  }
  rmSync(path);
});
