/**
 * When a binary plan was made: the JSON of the same plan says the same moment, and that of another run does not.
 * Message: https://github.com/hashicorp/terraform/blob/v1.11.4/internal/plans/planproto/planfile.proto (`timestamp`, RFC 3339)
 */

const timestamp = 21;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const longest = 40;

/**
 * `bytes`: the entry `tfplan`. Undefined where it says no moment, or several, or is no such message. Of the outermost message
 * alone: a text inside a resource may say any moment.
 */
export async function momentIn(bytes: Uint8Array): Promise<string | undefined> {
  // Protobuf's own conformance tests pass there; it is asked for where somebody gives a binary plan, and nowhere else.
  const { BinaryReader, WireType } = await import('@bufbuild/protobuf/wire');
  const reader = new BinaryReader(bytes);
  let found: string | undefined;
  try {
    while (reader.pos < reader.len) {
      const [field, wire] = reader.tag();
      if (field !== timestamp) {
        reader.skip(wire, field);
        continue;
      }
      // Of two that say one thing readers take the first or the last.
      if (found !== undefined || wire !== WireType.LengthDelimited) return undefined;
      const text = reader.bytes();
      found = text.length > longest ? '' : Buffer.from(text).toString('latin1');
    }
  } catch {
    // Cut, or no message: the reader throws plain errors, and nothing of what it read is believed.
    return undefined;
  }
  return found !== undefined && moment.test(found) ? found : undefined;
}
