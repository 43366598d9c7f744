/** How addresses and references of a program are spelt. */
export const indexIn = (address: string): string => /\[[^\]]*\]$/.exec(address)?.[0] ?? '';
export const bare = (address: string): string => address.slice(0, address.length - indexIn(address).length);

const undoneNames = new Map<string, string>();
/** `bucketName`, `bucketName[0].x` → `bucket_name`: references are told under the tool's own spelling. */
export function undone(property: string): string {
  const known =
    undoneNames.get(property) ??
    property.replace(/[.[].*$/s, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  undoneNames.set(property, known);
  return known;
}
