/** What stands at the end: exceptions, how the run was made and what it cannot show, and the words it uses. */
import { dataClasses, forces, verdicts, type Verdict } from '../../../estate/index.ts';
import { referenceList } from '../names.ts';
import type { Teller } from '../sentences.ts';
import { badge, inFours, list, section, table } from './pieces.ts';
import { html, type Markup } from './template.ts';

const standing = { applied: 'unknown', dormant: 'none', 'not-in-force': 'deny' } as const;

export function waivers({ report, say }: Teller): Markup {
  const { waivers: used } = report.judgement;
  return section(
    'waivers',
    say('report.waivers.title'),
    used.length === 0
      ? html`<p>${say('report.waivers.none')}</p>`
      : table({
          caption: say('report.waivers', { count: used.length }),
          columns: ['waiver', 'control', 'subject', 'until', 'state', 'opinion'].map((name) =>
            say(`report.column.${name}`),
          ),
          rows: used.map(({ id, control, subject, until, state, opinion }) => [
            html`<code>${id}</code>`,
            html`${say(`${control}.title`)}<br /><code>${control}</code>`,
            html`<code>${subject}</code>`,
            html`<time>${until}</time>`,
            badge(standing[state], say(`report.waiver-state.${state}`)),
            say(`report.opinion.${opinion}`),
          ]),
        }),
  );
}

function controls({ report, say }: Teller): Markup {
  const counted = Map.groupBy(report.judgement.decisions, ({ control }) => control);
  const count = (control: string, verdict: Verdict) =>
    (counted.get(control) ?? []).filter((row) => row.verdict === verdict).length;
  return table({
    caption: say('report.controls.caption', { count: report.judgement.catalogue.length }),
    columns: [
      say('report.column.control'),
      say('report.column.force'),
      say('report.column.references'),
      ...verdicts.map((verdict) => say(`verdict.${verdict}`)),
    ],
    rows: report.judgement.catalogue.map(({ id, force, references }) => [
      html`${say(`${id}.title`)}<br /><code>${id}</code>`,
      say(`force.${force}`),
      referenceList(say, references),
      ...verdicts.map((verdict) => count(id, verdict)),
    ]),
  });
}

export function method(teller: Teller): Markup {
  const { report, say } = teller;
  const { digests, tool } = report.run;
  return section('method', say('report.method.title'), [
    html`<p>${say('report.method.how', { tool })}</p>`,
    table({
      caption: say('report.digests.caption'),
      columns: [say('report.column.what'), say('report.column.digest')],
      rows: [
        ...(['estate', 'facts', 'module', 'collection'] as const).map(
          (name) => [say(`report.digest.${name}`), digests[name]] as const,
        ),
        ...(report.judgement.bundles ?? []).map(
          ({ name, digest }) => [say('report.digest.bundle', { name }), digest] as const,
        ),
      ].map(([what, digest]) => [what, html`<code class="digest">${inFours(digest)}</code>`]),
    }),
    controls(teller),
    html`<h3>${say('report.limits.title')}</h3>`,
    list(['location', 'laws', 'law', 'reach', 'moment'].map((limit) => say(`report.limit.${limit}`))),
  ]);
}

const routes = ['transfer', 'same-entity-abroad', 'agent-under-authority', 'parent-exposure', 'unclear', 'undecided'];

export function glossary({ say }: Teller): Markup {
  const entries: readonly (readonly [string, string])[] = [
    ...(['deviation', 'unknown', 'exception', 'story', 'subject'] as const).map(
      (term) => [say(`report.term.${term}`), say(`report.term-means.${term}`)] as const,
    ),
    ...forces.map((force) => [say(`force.${force}`), say(`force-means.${force}`)] as const),
    ...dataClasses.map((name) => [name, say(`class.${name}`)] as const),
    [say('report.column.route'), routes.map((route) => say(`route.${route}`)).join(say('report.list-separator'))],
  ];
  return section(
    'glossary',
    say('report.glossary.title'),
    html`<dl class="glossary">
      ${entries.map(
        ([term, meaning]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${meaning}</dd>
          </div> `,
      )}
    </dl>`,
  );
}
