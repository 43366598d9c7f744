/** The command line in this process, on the real engines: what a person or CI would run, with its output kept. */
import type { Edge } from '../../../cli/edge.ts';
import type { ReportDocument } from '../../../cli/report/index.ts';
import { inProcess, type Ran } from '../../cli/inProcess.ts';
import { line } from './faults.ts';
import type { Site } from './site.ts';

export type { Ran };

/** The day of the drill: law, contracts and waivers are judged as of it, so the drill says the same in any year. */
export const drillDay = new Date('2026-11-22T12:00:00.000Z');

export function cloison(argv: readonly string[], more: Partial<Edge> = {}): Promise<Ran> {
  return inProcess(argv, { now: () => drillDay, ...more });
}

export const trust = 'stacks/sample/trust.json';

export async function auditSite(
  site: Site,
  estate: string,
  more: readonly string[] = [],
): Promise<Ran & { report: ReportDocument; found: string[] }> {
  const profiles = site.profiles.flatMap((profile) => ['--profile', profile]);
  const ran = await cloison(['audit', '--estate', estate, '--trust', trust, ...profiles, '--json', ...more]);
  if (![0, 1, 3].includes(ran.code)) throw new Error(`audit ended with ${ran.code}: ${ran.out}${ran.err}`);
  const report = JSON.parse(ran.out) as ReportDocument;
  return { ...ran, report, found: report.findings.map((finding) => line(finding)).sort() };
}
