/** What a folder holds and nobody judged. What may be deployed all the same is a gap, so that hiding it there is no way past. */
import type { PlanReading } from '../../../audit/index.ts';

export interface Skipped {
  readonly path: string;
  /** `no-plan`: neither by what it holds nor by its name anything that a tool applies. The others are gaps. */
  readonly reason: 'no-plan' | 'unknown' | 'packed' | 'link' | 'unreadable' | 'deep';
}

type Gap = Exclude<Skipped['reason'], 'no-plan'>;

const codes: Readonly<Record<Gap, string>> = {
  unknown: 'file-unknown',
  packed: 'file-packed',
  link: 'file-link',
  unreadable: 'file-unreadable',
  deep: 'file-deep',
};

export const isGap = ({ reason }: { readonly reason: string }): boolean => reason !== 'no-plan';

/** Each gap is told short, under the name of the file. */
export function withGaps(reading: PlanReading, skipped: readonly Skipped[]): PlanReading {
  const shorts = skipped
    .filter(isGap)
    .map(({ path, reason }) => ({ input: path, code: codes[reason as Gap], values: {} }));
  return shorts.length === 0 ? reading : { ...reading, shorts: [...reading.shorts, ...shorts] };
}
