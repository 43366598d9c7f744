/** What bytes are, by their first bytes: a name is only ever a hint. */

const magic: readonly (readonly [format: string, bytes: string])[] = [
  ['parquet', 'PAR1'],
  ['zip', 'PK\u0003\u0004'],
  ['pdf', '%PDF-'],
  ['orc', 'ORC'],
  ['avro', 'Obj\u0001'],
  ['png', '\u0089PNG'],
  ['jpeg', '\u00ff\u00d8\u00ff'],
  ['gif', 'GIF8'],
  ['sqlite', 'SQLite format 3\u0000'],
  ['zstd', '\u0028\u00b5\u002f\u00fd'],
  ['bzip2', 'BZh'],
  ['xz', '\u00fd7zXZ'],
  ['ole', '\u00d0\u00cf\u0011\u00e0'],
  ['elf', '\u007fELF'],
];

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** Label of TextDecoder for bytes that are text, or the name of a format that no reader of ours opens. */
export type Kind = { readonly encoding: string } | { readonly unread: string };

/** Half of the bytes of UTF-16 text in Latin letters are zero, always the same half. */
function wideEncoding(head: Uint8Array): string | undefined {
  const half = Math.floor(head.length / 2);
  if (half < 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < half * 2; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  if (even > half * 0.4 && odd === 0) return 'utf-16be';
  return odd > half * 0.4 && even === 0 ? 'utf-16le' : undefined;
}

/** A cut at the end of `head` is no error: the decoder is asked as for a stream. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** `head`: the first bytes, up to 64 KiB. What is neither UTF-8 nor UTF-16 nor binary is read as windows-1252, which decodes anything. */
export function kindOf(head: Uint8Array): Kind {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le' };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be' };
  const start = Buffer.from(head.subarray(0, 16)).toString('latin1');
  for (const [format, bytes] of magic) if (start.startsWith(bytes)) return { unread: format };
  const wide = wideEncoding(head);
  if (wide !== undefined) return { encoding: wide };
  const controls = head.reduce(
    (sum, byte) => sum + (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27 ? 1 : 0),
    0,
  );
  if (controls > 0 && (head.includes(0) || controls > head.length / 100)) return { unread: 'binary' };
  return { encoding: isUtf8(head) ? 'utf-8' : 'windows-1252' };
}
