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
/**
 * Places kept for later versions, each for files of one name and of one size at most (bytes): nothing here is signed or
 * judged, so nothing may lie here that a person would open and believe.
 */
const reserved: readonly (readonly [place: RegExp, bytes: number])[] = [
  /** RFC 3161 response about what this digest names. */
  [/^data\/time\/[0-9a-f]{64}\.tsr$/, 2 ** 16],
  /** C2SP tlog-proof of the record of this number. */
  [/^data\/log\/proofs\/[0-9]{12}\.tlog-proof$/, 2 ** 16],
  [/^data\/attest\/[^/]+\.sigstore\.json$/, 2 ** 20],
];
const places: readonly RegExp[] = [
  /^data\/(records|disclosures)\/[0-9]{12}\.jsonl$/,
  /^data\/(payload|report)\/.+$/,
  /^data\/log\/checkpoint$/,
  /^data\/attest\/audit\.dsse\.json$/,
  /^data\/withheld\.json$/,
  ...reserved.map(([place]) => place),
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

/** Bytes that a file kept for later versions (timestamp, proof, sigstore bundle) may have; undefined for every other place. */
export function reservedBytes(path: string): number | undefined {
  return reserved.find(([place]) => place.test(path))?.[1];
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
