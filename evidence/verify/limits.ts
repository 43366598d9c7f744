/** How much a bundle may ask of whoever checks it. Over a limit, verification stops: "endless data" is an attack. */

export interface VerifyLimits {
  readonly files: number;
  /** Total bytes read once. */
  readonly bytes: number;
  /** Folders inside folders. */
  readonly depth: number;
  /** Bytes of one line of `data/disclosures`. */
  readonly disclosure: number;
  /** Bytes of a document that is read whole: manifests, statement, withheld list. */
  readonly document: number;
}

export const defaultLimits: VerifyLimits = {
  files: 20_000,
  bytes: 64 * 2 ** 30,
  depth: 8,
  disclosure: 2 ** 20,
  document: 2 ** 25,
};

/** `record` and `reserved` are fixed: they belong to the format. */
type LimitName = keyof VerifyLimits | 'record' | 'reserved';

export class LimitReached extends Error {
  readonly limit: LimitName;
  readonly path: string;

  constructor(limit: LimitName, path: string) {
    super(`limit ${limit}`);
    this.limit = limit;
    this.path = path;
  }
}
