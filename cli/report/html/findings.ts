/** Findings by severity: rule, force, article, what, where, observed against promised, since when, why, and what to do. */
import type { Finding } from '../../../estate/index.ts';
import { factsBehind, observedAt } from '../because.ts';
import { groupsOf, shownOf, type Group } from '../groups.ts';
import { subjectShown } from '../names.ts';
import { bundleSentences, findingSentence, referenceSentences, waiverSentence, type Teller } from '../sentences.ts';
import { spokenValues } from '../spoken.ts';
import { stepsOf } from '../steps.ts';
import { badge, moment, prose, section, table } from './pieces.ts';
import { html, type Content, type Markup } from './template.ts';
import { waiverStub } from './waiverStub.ts';

function chain({ report, say }: Teller, finding: Finding): Content {
  const facts = factsBehind(report, finding);
  if (facts.length === 0) return undefined;
  const subject = subjectShown(finding.subject);
  return html`<details>
    <summary>${say('report.why.summary', { subject })}</summary>
    ${table({
      caption: say('report.why.caption', { subject }),
      columns: ['fact', 'said', 'vouched', 'observed-on'].map((name) => say(`report.column.${name}`)),
      rows: facts.map(({ fact, state, grade, values, sighting }) => [
        say(`fact.${fact}`),
        values.length === 0
          ? say(`state.${state}`)
          : spokenValues({ report, say }, { fact, values }).map(
              ([field, value]) => html`<span class="pair">${field}${say('report.pair')}<b>${value}</b></span> `,
            ),
        grade === undefined ? say('report.grade.estate') : say(`report.grade.${grade}`),
        sighting === undefined
          ? '–'
          : html`${moment(sighting.at, '–')}<br /><code>${sighting.source}</code> ${sighting.call}`,
      ]),
    })}
  </details> `;
}

function subjects(teller: Teller, { findings: found, control }: Group): Markup {
  const { report, say } = teller;
  return table({
    caption: say('report.findings.caption', { count: found.length, title: say(`${control}.title`) }),
    columns: ['subject', 'where', 'observed', 'observed-on'].map((name) => say(`report.column.${name}`)),
    rows: found.map((finding) => {
      const waived = waiverSentence(teller, finding);
      return [
        html`<code>${subjectShown(finding.subject)}</code>`,
        [finding.zone, finding.dataset].filter((each) => each !== undefined).join(' · ') || '–',
        [
          findingSentence(teller, finding),
          waived === undefined ? undefined : html`<br /><strong class="waived">${waived}</strong>`,
        ],
        moment(observedAt(report, finding), '–'),
      ];
    }),
  });
}

function card(teller: Teller, group: Group, at: number): Markup {
  const { say } = teller;
  const { head, verdict, control } = group;
  const id = `${verdict}-${at}`;
  const { shown, left } = shownOf(group);
  const next = verdict === 'deny' ? 'remedy' : 'make-known';
  return html`<article class="finding ${verdict}" aria-labelledby="${id}">
    <h4 id="${id}">${say(`${control}.title`)}</h4>
    <p class="tags">
      ${badge(verdict, say(`verdict.${verdict}`))}
      <span class="severity ${head.severity}">${say(`severity.${head.severity}`)}</span>
      <span class="force">${say(`force.${head.force}`)}</span> <code>${control}</code>
    </p>
    <p class="references">${[...referenceSentences(teller, head), ...bundleSentences(teller, head)].join(' · ')}</p>
    <p>${prose(say(`${control}.why`))}</p>
    ${subjects(teller, group)}
    <p class="next"><b>${say(`report.next.${next}`)}</b> ${prose(stepsOf(teller, group).join(' '))}</p>
    ${shown.map((finding) => chain(teller, finding))}${
      left === 0 ? undefined : html`<p class="more">${say('report.why.more', { count: left })}</p>`
    }${verdict === 'deny' ? waiverStub(teller, shown, left) : undefined}
  </article> `;
}

export function findings(teller: Teller): Content {
  const { report, say } = teller;
  const groups = groupsOf(report);
  return (['deny', 'unknown'] as const).map((verdict) => {
    const own = groups.filter((group) => group.verdict === verdict);
    const count = own.reduce((sum, group) => sum + group.findings.length, 0);
    if (count === 0) return undefined;
    const bySeverity = Map.groupBy(own, ({ head }) => head.severity);
    return section(
      `findings-${verdict}`,
      say(`report.section.${verdict}`, { count }),
      [...bySeverity].map(
        ([severity, list]) =>
          html`<h3>${say('report.severity', { severity: say(`severity.${severity}`) })}</h3>
            ${list.map((group) => card(teller, group, own.indexOf(group)))}`,
      ),
    );
  });
}
