/**
 * Compiled code on disk, one file a module. V8 itself refuses what another version or other flags made, but does not look
 * for torn bytes, which would end the process: so each file begins with a sum over what follows.
 */
import { createCipheriv } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the code was compiled from, so that it never stands for another text. */
export interface Origin {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds. */
  readonly changed: number;
}

const sumLength = 16;
const [noKey, noStart] = [Buffer.alloc(16), Buffer.alloc(12)];

/**
 * The sum of AES-GCM, five times as fast as a digest. Its key is open: it finds what was torn, and who may write here is
 * looked at elsewhere.
 */
function sumOf(code: Buffer, { name, size, changed }: Origin): Buffer {
  const cipher = createCipheriv('aes-128-gcm', noKey, noStart).setAAD(code);
  cipher.update(JSON.stringify([name, size, changed]));
  cipher.final();
  return cipher.getAuthTag();
}

const fileOf = (folder: string, { name }: Origin): string => join(folder, `${name.replaceAll('/', '.')}.code`);

/** Undefined where nothing is, or where it is not what was written. */
export function readKept(folder: string, origin: Origin): Buffer | undefined {
  try {
    const bytes = readFileSync(fileOf(folder, origin));
    const code = bytes.subarray(sumLength);
    return sumOf(code, origin).equals(bytes.subarray(0, sumLength)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside its place and moved there whole: another run may read it now. A full disk is no fault. */
export function keep(folder: string, origin: Origin, code: Buffer): void {
  const path = fileOf(folder, origin);
  const beside = `${path}.${process.pid}`;
  try {
    writeFileSync(beside, Buffer.concat([sumOf(code, origin), code]), { mode: 0o600 });
    renameSync(beside, path);
  } catch {
    // The next run compiles again.
  }
}
