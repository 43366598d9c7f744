/** Where things lie in a bundle. A BagIt 1.0 folder (RFC 8493) whose every path is known: a closed set. */
import { segmentRecords } from '../log/record.ts';

export const bagFile = 'bagit.txt';
export const bagInfoFile = 'bag-info.txt';
export const manifestFile = 'manifest-sha256.txt';
export const tagManifestFile = 'tagmanifest-sha256.txt';
export const guideFiles = ['VERIFY.md', 'VERIFY.fr.md'] as const;
export const checkpointFile = 'data/log/checkpoint';
export const statementFile = 'data/attest/audit.dsse.json';
export const withheldFile = 'data/withheld.json';
/** Tag files that the tag manifest must list, no more and no less. */
export const tagFiles: readonly string[] = [bagFile, bagInfoFile, manifestFile, ...guideFiles];
/** Name of the subject that is no file. */
export const logRootSubject = 'log-root';

/** Segments of plain ASCII, none starting with a dot: no `..`, no `./`, nothing absolute, no name with two spellings. */
const plainPath = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){0,7}$/;
const places: readonly RegExp[] = [
  /^data\/(records|disclosures)\/[0-9]{12}\.jsonl$/,
  /^data\/(payload|report)\/.+$/,
  /^data\/log\/(checkpoint|proofs\/.+)$/,
  /^data\/attest\/(audit\.dsse|[^/]+\.sigstore)\.json$/,
  /^data\/time\/.+$/,
  /^data\/withheld\.json$/,
];
const outside = /^data\/(disclosures|log|attest|time)\/|^data\/withheld\.json$/;

export function isPlainPath(path: string): boolean {
  return plainPath.test(path);
}

/** Whether a bundle may hold a file of this path at all. */
export function isPlace(path: string): boolean {
  if (!isPlainPath(path)) return false;
  if (!path.startsWith('data/')) return tagFiles.includes(path) || path === tagManifestFile;
  return places.some((place) => place.test(path));
}

/** Whether the statement must name this file: what redaction and later timestamps touch is left out of the signature. */
export function isSigned(path: string): boolean {
  return path !== manifestFile && path !== tagManifestFile && !outside.test(path);
}

/** Only what was put in from outside can be withheld whole; records never. */
export function mayBeWithheld(path: string): boolean {
  return isPlace(path) && /^data\/(payload|report)\//.test(path);
}

/** Places kept for later versions (timestamps, sigstore bundles, proofs): listed and digested, not yet judged. */
export function isReserved(path: string): boolean {
  return /^data\/(time|log\/proofs)\/|^data\/attest\/.+\.sigstore\.json$/.test(path);
}

function segmentName(seq: number): string {
  const first = Math.floor(seq / segmentRecords) * segmentRecords;
  return `${String(first).padStart(12, '0')}.jsonl`;
}

export function recordsFile(seq: number): string {
  return `data/records/${segmentName(seq)}`;
}

export function disclosuresFile(seq: number): string {
  return `data/disclosures/${segmentName(seq)}`;
}
