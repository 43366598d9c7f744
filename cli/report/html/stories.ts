/** The stories: each question of a container with its answer, promise beside reality. */
import { stepsInOrder } from '../firstSteps.ts';
import { countryLabel } from '../names.ts';
import type { Story } from '../report.ts';
import type { Teller } from '../sentences.ts';
import { lawWord } from '../spoken.ts';
import { storyParts } from '../storyClauses.ts';
import { badge, list, prose, section, sources, table } from './pieces.ts';
import { html, type Content, type Markup } from './template.ts';

function laws({ report, say }: Teller, { reaching }: Story): Content {
  if (reaching.length === 0) return undefined;
  return html`<details>
    <summary>${say('report.laws.summary', { count: reaching.length })}</summary>
    ${table({
      caption: say('report.laws.caption'),
      columns: ['law', 'country', 'entities', 'accepted', 'source'].map((name) => say(`report.column.${name}`)),
      rows: reaching.map((row) => [
        html`${lawWord(say, row.law)}<br /><code>${row.law}</code><br />${row.instrument}`,
        countryLabel(report, say, row.country),
        row.entities.join(', '),
        row.accepted ? badge('allow', say('report.accepted.yes')) : badge('unknown', say('report.accepted.no')),
        html`${sources(row.source === 'none' ? say('report.no-source') : row.source)}<br />${say('report.read-on', {
            grade: say(`report.confidence.${row.confidence}`),
            day: row.readOn,
          })}`,
      ]),
    })}
  </details>`;
}

/** Same side, and inside the Union or the EEA: what deviates there is told below, and a red box would say otherwise. */
function isAsPromised({ home, lies }: Story): boolean {
  return home?.side === lies.side && (lies.standing === 'EU' || lies.standing === 'EEA');
}

function contrast({ report, say }: Teller, story: Story): Markup | undefined {
  if (isAsPromised(story)) return undefined;
  const { home, lies } = story;
  const side = (name: string) => say('report.side', { side: name });
  const country = lies.country === undefined ? say('report.no-country') : countryLabel(report, say, lies.country);
  return html`<p class="contrast">
    <span
      ><b>${say('report.promised')}</b> ${
        home === undefined ? say('report.nothing-promised') : `${side(home.side)} (${home.zone})`
      }</span
    >
    <span aria-hidden="true" class="arrow">→</span>
    <span><b>${say('report.really')}</b> ${side(lies.side)}, ${country}</span>
  </p>`;
}

/** What takes longer is folded away on a screen, and printed all the same. */
function remedies({ say }: Teller, { controls }: Story): Markup {
  const { first, later } = stepsInOrder(controls);
  const rows = (own: readonly string[]) => own.map((control) => html`<li>${prose(say(`${control}.remedy`))}</li>`);
  const steps = html`<ol>
    ${rows(first)}
  </ol>`;
  if (later.length === 0) return steps;
  return html`<p>${say('report.first')}</p>
    ${steps}
    <details>
      <summary>${say('report.later', { count: later.length })}</summary>
      <ol start="${first.length + 1}">
        ${rows(later)}
      </ol>
    </details>`;
}

function card(teller: Teller, story: Story, at: number): Markup {
  const { say } = teller;
  const parts = storyParts(teller, story);
  const rows = Object.entries(parts).filter(([, clauses]) => clauses.length > 0);
  return html`<article class="story" aria-labelledby="story-${at}">
    <h3 id="story-${at}"><code>${story.subject}</code></h3>
    ${contrast(teller, story)}
    <dl>
      ${rows.map(
        ([name, clauses]) =>
          html`<div>
            <dt>${say(`report.axis.${name}`)}</dt>
            <dd>
              ${clauses.length === 1 ? clauses[0] : list(clauses)}${name === 'laws' ? laws(teller, story) : undefined}
            </dd>
          </div> `,
      )}
      <div>
        <dt>${say('report.axis.remedies')}</dt>
        <dd>${remedies(teller, story)}</dd>
      </div>
    </dl>
  </article> `;
}

export function stories(teller: Teller): Markup | undefined {
  const { report, say } = teller;
  if (report.stories.length === 0) return undefined;
  return section('stories', say('report.stories.title'), [
    html`<p>${say('report.stories.lead', { count: report.stories.length })}</p>`,
    report.stories.map((story, at) => card(teller, story, at)),
  ]);
}
