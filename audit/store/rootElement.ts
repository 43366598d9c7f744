/** The first element of an XML answer, or `{` for a JSON one: what the answer really is, whatever its status says. */
import { SaxesParser } from 'saxes';

/** Name without prefix; `{` for JSON; `nothing` for an empty body; `?` for what is neither. Reads no further than the first tag. */
export function rootElement(bytes: Uint8Array): string {
  const head = new TextDecoder().decode(bytes.subarray(0, 64 * 1024)).trimStart();
  if (head === '') return 'nothing';
  if (head.startsWith('{')) return '{';
  let root: string | undefined;
  const parser = new SaxesParser({ fragment: false });
  parser.on('error', () => {
    // A cut or broken document: the root, if it was met before, stands; else the answer is not understood.
  });
  parser.on('opentagstart', ({ name }) => {
    root ??= name.replace(/^.*:/, '');
  });
  parser.write(head);
  return root ?? '?';
}

/** All bytes of a body that is a stream, bytes or nothing; refuses more than `most`. */
export async function wholeBody(body: unknown, most = 64 * 1024 * 1024): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return new TextEncoder().encode(body);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) throw new RangeError('answer too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
