/** Lines of a text that may be UTF-8 or, behind its byte-order mark, UTF-16: what PowerShell's `>` writes just works. */

async function* bytesOf(input: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (input instanceof Uint8Array) yield input;
  else yield* input;
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Throws TypeError (`ERR_ENCODING_INVALID_ENCODED_DATA`) on bytes that are not text of their encoding. */
async function* textOf(input: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let head = Buffer.alloc(0);
  for await (const chunk of bytesOf(input)) {
    if (decoder !== undefined) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 2) continue;
    decoder = new TextDecoder(encodingOf(head), { fatal: true });
    yield decoder.decode(head, { stream: true });
  }
  yield decoder === undefined ? new TextDecoder('utf-8', { fatal: true }).decode(head) : decoder.decode();
}

/** Lines without their ends (LF or CRLF). A last newline ends the last line and begins none; blank lines are lines. */
export async function* linesOf(input: string | Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  const texts = typeof input === 'string' ? [input.replace(/^\uFEFF/, '')] : textOf(input);
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  if (rest !== '') yield rest;
}
