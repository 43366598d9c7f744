/** A chunk in parts of a size that the window takes in one go: an input may come as one buffer of hundreds of megabytes. */
const most = 256 * 1024;

export async function* portions(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; from += most) yield chunk.subarray(from, from + most);
  }
}
