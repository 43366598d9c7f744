/** A report as it may be kept for years: an address that looks like somebody’s mail or number is masked, the row stays. */
import { lintText, type LintOptions } from '../../../evidence/index.ts';
import type { GateReport } from '../report.ts';

/** One text has one mask, as names of containers have in a collection: `‹e-mail›#1`. */
function maskOf(options: LintOptions): (text: string) => string {
  const masked = new Map<string, string>();
  return (text) => {
    const known = masked.get(text);
    if (known !== undefined) return known;
    const [hit] = lintText(text, options);
    if (hit === undefined) return text;
    masked.set(text, `‹${hit.kind}›#${masked.size + 1}`);
    return masked.get(text)!;
  };
}

/** Addresses only: they are the program's own words. What a question names is never changed, for its digest is cited. */
export function seemly(report: GateReport, options: LintOptions): GateReport {
  const mask = maskOf(options);
  const addressed = <T extends { readonly address: string }>(each: T): T => ({ ...each, address: mask(each.address) });
  return {
    ...report,
    rows: report.rows.map(addressed),
    movements: report.movements.map(addressed),
    findings: report.findings.map((each) =>
      each.resource === undefined ? each : { ...each, resource: addressed(each.resource) },
    ),
    shorts: report.shorts.map((short) => {
      const { address } = short.values;
      return typeof address === 'string' ? { ...short, values: { ...short.values, address: mask(address) } } : short;
    }),
  };
}
