/** BagIt manifests: `<64 hex><two spaces><path>` and a newline, sorted by path. One spelling, or refused with its line. */
import { isPlainPath } from './layout.ts';

export interface ManifestLine {
  readonly path: string;
  readonly sha256: string;
}

export interface ManifestProblem {
  /** 1-based. */
  readonly line: number;
  readonly code: 'line-shape' | 'line-path' | 'line-twice' | 'line-order' | 'not-text';
}

export interface ParsedManifest {
  readonly lines: readonly ManifestLine[];
  readonly problems: readonly ManifestProblem[];
}

function byteOrder(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

export function manifestText(files: Iterable<readonly [path: string, sha256: string]>): string {
  return [...files]
    .sort(([one], [other]) => byteOrder(one, other))
    .map(([path, sha256]) => `${sha256}  ${path}\n`)
    .join('');
}

/** Never touches a path it refuses. CRLF, `./`, absolute, `..`, upper-case digests and missing last newlines fall out of the shape. */
export function parseManifest(bytes: Uint8Array): ParsedManifest {
  const text = Buffer.from(bytes).toString('utf8');
  const problems: ManifestProblem[] = [];
  if (!Buffer.from(text).equals(bytes) || !text.endsWith('\n')) problems.push({ line: 0, code: 'not-text' });
  const lines: ManifestLine[] = [];
  const seen = new Set<string>();
  for (const [index, source] of text.replace(/\n$/, '').split('\n').entries()) {
    const match = /^([0-9a-f]{64}) {2}(.+)$/.exec(source);
    const path = match?.[2] ?? '';
    const refuse = (code: ManifestProblem['code']) => problems.push({ line: index + 1, code });
    if (match === null) refuse('line-shape');
    else if (!isPlainPath(path)) refuse('line-path');
    // A folder without case would let the second of two such files replace the first.
    else if (seen.has(path.toLowerCase())) refuse('line-twice');
    else {
      if (byteOrder(lines.at(-1)?.path ?? '', path) >= 0) refuse('line-order');
      seen.add(path.toLowerCase());
      lines.push({ path, sha256: match[1]! });
    }
  }
  return { lines, problems };
}
