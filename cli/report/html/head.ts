/** What a reader meets first: the verdict in one sentence, its scope, how to check it, and what was not looked at. */
import { gapReason, headline, refusedSentence, unseen } from '../opening.ts';
import { refusedIn } from '../refused.ts';
import type { Teller } from '../sentences.ts';
import { inFours, list, moment, pre, section, table, badge } from './pieces.ts';
import { html, type Markup } from './template.ts';

function counts({ report, say }: Teller): Markup {
  const { deviations, unknowns, waived } = report.outcome;
  // A place that is only declared was not looked at either, nor what was refused: a zero here would be read as "everything
  // was seen".
  const gaps = report.outcome.gaps + report.judgement.declaredOnly.length + refusedIn(report.refused);
  const tile = (kind: string, count: number, word: string) =>
    html`<li class="${count === 0 ? 'zero' : kind}"><strong>${count}</strong> ${word}</li>`;
  return html`<ul class="counts">
    ${[
      tile('deny', deviations, say('report.count.deviations', { count: deviations })),
      tile('unknown', unknowns, say('report.count.unknowns', { count: unknowns })),
      tile('waived', waived, say('report.count.waived', { count: waived })),
      tile('unknown', gaps, say('report.count.gaps', { count: gaps })),
    ]}
  </ul>`;
}

export function verdict(teller: Teller): Markup {
  const { report, say } = teller;
  const { run, judgement } = report;
  const none = say('report.nothing-collected');
  return html`<header>
    <p class="kicker">${say('report.kicker')}</p>
    <h1>${say('report.title', { organisation: run.organisation })}</h1>
    <p class="verdict code-${report.outcome.code}">${headline(report, say)}</p>
    <p class="unseen">${unseen(teller)}</p>
    ${counts(teller)}
    <dl class="scope">
      <div>
        <dt>${say('report.scope.collected')}</dt>
        <dd>${moment(run.collectedAt, none)}</dd>
      </div>
      <div>
        <dt>${say('report.scope.judged')}</dt>
        <dd>${moment(run.now, none)}</dd>
      </div>
      <div>
        <dt>${say('report.scope.law')}</dt>
        <dd>${moment(judgement.asOf, none)}</dd>
      </div>
      <div>
        <dt>${say('report.scope.run')}</dt>
        <dd><code>${run.id}</code></dd>
      </div>
      ${
        run.revision === undefined
          ? undefined
          : html`<div>
              <dt>${say('report.scope.revision')}</dt>
              <dd>${run.revision.number} · <code>${run.revision.signer}</code></dd>
            </div>`
      }
    </dl>
    <p class="caution">${say('report.caution')}</p>
  </header> `;
}

/** A path for a shell: quoted, so that a folder with a space, a quote or a `$` stays one word. */
const quoted = (path: string) => `'${path.replaceAll("'", String.raw`'\''`)}'`;

export function verification({ report, say }: Teller): Markup {
  const { seal } = report;
  if (seal === undefined)
    return section('verify', say('report.verify.title'), html`<p>${say('report.verify.unsealed')}</p>`);
  const commands = [
    `cloison evidence verify ${quoted(seal.folder)} --trust trust.json`,
    `cd ${quoted(seal.folder)} && sha256sum -c manifest-sha256.txt`,
    // The guide stands in the bundle in both languages.
    `less ${say('report.language') === 'fr' ? 'VERIFY.fr.md' : 'VERIFY.md'}`,
  ];
  return section(
    'verify',
    say('report.verify.title'),
    html`<div class="box">
      <p>${say('report.verify.sealed', { size: seal.size })}</p>
      <p class="root"><code>${inFours(seal.root)}</code></p>
      ${seal.signer === undefined ? undefined : html`<p>${say('report.verify.signer')} <code>${seal.signer}</code></p>`}
      <p>${say('report.verify.commands')}</p>
      ${pre(commands)}
    </div>`,
  );
}

/** A place that answered and refused some of it was not wholly read. */
function reached({ report, say }: Teller, place: string): Markup {
  const count = report.refused?.[place] ?? 0;
  if (count === 0) return badge('allow', say('report.reached.wholly'));
  return badge('unknown', say('report.reached.refused', { count }));
}

export function coverage(teller: Teller): Markup {
  const { report, say, shield } = teller;
  const { gaps, declaredOnly } = report.judgement;
  const reason = (code: string) => gapReason({ say, shield }, code);
  return section('unseen', say('report.unseen.title'), [
    gaps.length === 0
      ? html`<p>${say('report.unseen.nothing', { unknowns: report.outcome.unknowns })}</p>`
      : table({
          caption: say('report.unseen.caption', { count: gaps.length }),
          columns: [say('report.column.what'), say('report.column.reason')],
          rows: gaps.map((gap) => [html`<code>${gap.what}</code>`, badge('unknown', reason(gap.reason))]),
        }),
    refusedIn(report.refused) === 0 ? undefined : html`<p>${refusedSentence(teller)}</p>`,
    declaredOnly.length === 0
      ? undefined
      : html`<p>${say('report.unseen.only-declared')}</p>
          ${list(declaredOnly.map((place) => html`<code>${place}</code>`))}`,
    table({
      caption: say('report.sources.caption', { count: report.coverage.length }),
      columns: ['place', 'source', 'reached', 'subjects', 'calls', 'retries', 'skipped'].map((name) =>
        say(`report.column.${name}`),
      ),
      rows: report.coverage.map((row) => [
        html`<code>${row.place}</code>`,
        row.kind,
        row.reached && row.reason === undefined
          ? reached(teller, row.place)
          : badge('unknown', row.reason === undefined ? say('report.reached.not') : reason(row.reason)),
        row.subjects,
        row.calls,
        row.retries,
        row.skipped,
      ]),
    }),
  ]);
}
