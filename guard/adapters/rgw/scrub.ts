/**
 * radosgw sends the user's secret keys in clear in every request. They are overwritten in the bytes received, before any of
 * them becomes a string: a string cannot be wiped, and would live in the heap until a collector comes by.
 */

/** `secret_key` of S3, Swift and subuser keys; `val` of the keys of temporary URLs. */
const secretNames = ['secret_key', 'val'].map((name) => Buffer.from(`"${name}"`));
const [quote, backslash, colon, cover] = [0x22, 0x5c, 0x3a, 0x78];
const isSpace = (byte: number | undefined) => byte !== undefined && [0x20, 0x09, 0x0a, 0x0d].includes(byte);

/** First byte of the value's text when a string value follows the key, else undefined. */
function valueAfter(body: Buffer, start: number): number | undefined {
  let at = start;
  while (isSpace(body[at])) at += 1;
  if (body[at] !== colon) return undefined;
  at += 1;
  while (isSpace(body[at])) at += 1;
  return body[at] === quote ? at + 1 : undefined;
}

/** Covers to the closing quote, or to the end where a body was cut: the rest may be the secret. */
function coverText(body: Buffer, start: number): void {
  for (let at = start; at < body.length && body[at] !== quote; at += 1) {
    const isEscape = body[at] === backslash;
    body[at] = cover;
    if (!isEscape) continue;
    at += 1;
    if (at < body.length) body[at] = cover;
  }
}

/** Works in place. A key can only be met as a whole string: inside a text its quotes would be escaped. */
export function scrub(body: Buffer): void {
  for (const name of secretNames) {
    for (let found = body.indexOf(name); found !== -1; found = body.indexOf(name, found + name.length)) {
      const value = valueAfter(body, found + name.length);
      if (value !== undefined) coverText(body, value);
    }
  }
}
