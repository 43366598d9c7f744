/**
 * The memory of a foreign module is ours to give, and so to bound: one that it declares itself would be its own to fill.
 * WebAssembly's JavaScript interface lists imports and exports alone, so the sections are walked (WebAssembly Core
 * Specification 2.0, §5.5: after eight bytes, each section is an id, a length in LEB128 and so many bytes). Libraries that walk
 * them bring a whole decoder that had no release since 2024, or a compiler of megabytes: a test holds this walk to one of them.
 */
const memorySection = 5;
const headBytes = 8;

/** True also where the sections cannot be walked: what is no module is refused by whoever compiles it. */
export function declaresMemory(module: Uint8Array): boolean {
  for (let at = headBytes; at < module.length;) {
    if (module[at] === memorySection) return true;
    const length = lengthAt(module, at + 1);
    if (length === undefined) return true;
    at = length.end + length.value;
  }
  return false;
}

/** An unsigned number of 32 bits in LEB128, and where it ends. */
function lengthAt(bytes: Uint8Array, from: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[from + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: from + index + 1 };
  }
  return undefined;
}
