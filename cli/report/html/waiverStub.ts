/** An exception to paste into the estate: one control, one exact subject, an end. Who accepts the risk and why is theirs to write. */
import type { Finding } from '../../../estate/index.ts';
import { coversFor, signedPaths, waiverId } from '../../verbs/stub.ts';
import type { Teller } from '../sentences.ts';
import { pre } from './pieces.ts';
import { html, type Content } from './template.ts';

/** Days from the day of the run to the proposed end: short, because an exception is a promise to mend. */
const proposedDays = 30;

function dayAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What is to be filled in is refused as long as it is not. JSON strings are YAML strings: no name, however odd, can leave its quotes. */
function lines({ report, say }: Teller, finding: Finding): string[] {
  const from = report.run.now.slice(0, 10);
  const id = waiverId(finding, from);
  return [
    `  - id: ${id}`,
    `    control: ${finding.control}`,
    `    subject: ${JSON.stringify(finding.subject)}`,
    `    covers: ${JSON.stringify(coversFor(finding, say('stub.environment')))}`,
    `    reason: ${say('stub.reason')}`,
    `    owner: role:${say('stub.owner')}`,
    `    from: ${from}`,
    `    until: ${dayAfter(report.run.now, proposedDays)}`,
    `    signed: [${signedPaths(id).join(', ')}]`,
  ];
}

export function waiverStub(teller: Teller, shown: readonly Finding[], left: number): Content {
  const { say } = teller;
  // An exception to the rule on exceptions would be nonsense.
  const open = shown.filter(({ waiver, control }) => waiver === undefined && !control.startsWith('waiver/'));
  if (open.length === 0) return undefined;
  const rows = ['waivers:', ...open.flatMap((finding) => lines(teller, finding))];
  return html`<details class="stub">
    <summary>${say('report.stub.summary')}</summary>
    <p>${say('report.stub.lead', { left })}</p>
    ${pre(rows)}
  </details> `;
}
