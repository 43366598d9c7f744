/** Findings in which somebody stands behind a mask: what a baseline of before knows them by, and that no exception can. */
import type { Finding, Reason } from '../../../estate/index.ts';
import type { GateGround } from '../ground.ts';

type Masked = Pick<GateGround, 'masks'>;

/** As it would stand without masks, compared and never told; undefined where its subject has none. */
export function writtenOf({ masks }: Masked, finding: Finding): Finding | undefined {
  const subject = masks?.written(finding.subject);
  if (masks === undefined || subject === undefined || subject === finding.subject) return undefined;
  const text = (value: Reason['values'][string]) => (typeof value === 'string' ? masks.written(value) : value);
  const reasons = finding.reasons.map(({ code, values }) => ({
    code,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)])),
  }));
  return { ...finding, subject, reasons };
}

/** An exception says what was found: with a mask in it, it would hold for whoever has that number tomorrow. */
export const tellsMasked = ({ masks }: Masked, { reasons }: Finding): boolean =>
  masks !== undefined &&
  reasons.some(({ values }) =>
    Object.values(values)
      .flat()
      .some((each) => typeof each === 'string' && masks.written(each) !== each),
  );
