/**
 * The whole page: one file, no script, nothing fetched, readable from a disk in twenty years. The policy in its head lets
 * the browser run exactly one style sheet, by digest, and nothing else, whatever a name in the data tries.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Say } from '../../../estate/index.ts';
import type { Report } from '../report.ts';
import type { Teller } from '../sentences.ts';
import { glossary, method, waivers } from './ending.ts';
import { findings } from './findings.ts';
import { coverage, verdict, verification } from './head.ts';
import { placements, reach } from './places.ts';
import { stories } from './stories.ts';
import { html, verbatim, type Markup } from './template.ts';

const style = readFileSync(new URL('page.css', import.meta.url), 'utf8');
const digest = createHash('sha256').update(style).digest('base64');
/** `frame-ancestors` has no force in a meta element, so it is not pretended. */
const policy = `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'`;

/** With its tags, so that no formatter adds a byte that the digest does not know. */
const sheet = verbatim(`<style>${style}</style>`);

const parts = [
  'verify',
  'unseen',
  'stories',
  'findings-deny',
  'findings-unknown',
  'places',
  'reach',
  'waivers',
  'method',
  'glossary',
];

function contents({ say }: Teller, body: string): Markup {
  const present = parts.filter((id) => body.includes(`<section id="${id}"`));
  return html`<nav aria-label="${say('report.contents')}">
    <ul>
      ${present.map((id) => html`<li><a href="#${id}">${say(`report.nav.${id}`)}</a></li>`)}
    </ul>
  </nav> `;
}

export function renderHtml(report: Report, say: Say): string {
  const teller: Teller = { report, say, shield: (text) => text };
  const sections = html`${verification(teller)}${coverage(teller)}${stories(teller)}${findings(teller)}${placements(
    teller,
  )}${reach(teller)}${waivers(teller)}${method(teller)}${glossary(teller)}`;
  const page = html`<!doctype html>
    <html lang="${say('report.language')}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>
          ${say('report.title', { organisation: report.run.organisation })} · ${report.run.asOf.slice(0, 10)}
        </title>
        ${sheet}
      </head>
      <body>
        <a class="skip" href="#main">${say('report.skip')}</a>
        <main id="main">${verdict(teller)} ${contents(teller, sections.toString())} ${sections}</main>
        <footer><p>${say('report.footer', { tool: report.run.tool })}</p></footer>
      </body>
    </html> `;
  return page.toString();
}
