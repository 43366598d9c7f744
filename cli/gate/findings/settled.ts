/** What a run finds of what was there before it. */

export interface BaselineEntry {
  readonly fingerprint: string;
  readonly control: string;
  readonly subject: string;
}

/** What became of a baseline. `fixed`: judged again and no longer found. `unseen`: of a subject that these inputs do not hold. */
export interface Settled {
  readonly digest: string;
  /** It was read from a ref that the change cannot alter. */
  readonly isOfRef: boolean;
  readonly entries: number;
  readonly known: number;
  readonly fixed: readonly BaselineEntry[];
  readonly unseen: readonly BaselineEntry[];
}

/** `judged`: subjects that this run decided about. */
export function settled(
  { entries, digest, isOfRef }: Pick<Settled, 'digest' | 'isOfRef'> & { readonly entries: readonly BaselineEntry[] },
  findings: readonly { readonly fingerprint: string }[],
  judged: Pick<ReadonlySet<string>, 'has'>,
): Settled {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const gone = entries.filter(({ fingerprint }) => !found.has(fingerprint));
  return {
    digest,
    isOfRef,
    entries: entries.length,
    known: entries.length - gone.length,
    fixed: gone.filter(({ subject }) => judged.has(subject)),
    unseen: gone.filter(({ subject }) => !judged.has(subject)),
  };
}
