/** Small things that every section prints. Status is an icon, a word and a colour, never a colour alone. */
import { html, verbatim, type Content, type Markup } from './template.ts';

const icons: Readonly<Record<string, string>> = { deny: '✗', unknown: '?', allow: '✓', none: '–' };

export function badge(kind: 'deny' | 'unknown' | 'allow' | 'none', word: string): Markup {
  return html`<span class="badge ${kind}"><span aria-hidden="true">${icons[kind]}</span> ${word}</span>`;
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of each row heads it. */
  readonly rows: readonly (readonly Content[])[];
}

/** Wide tables scroll in their own box, which a keyboard reaches. */
export function table({ caption, columns, rows }: Table): Markup {
  return html`<div class="wide" role="region" tabindex="0" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

export function list(items: readonly Content[]): Markup {
  return html`<ul>
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
}

export function section(id: string, title: string, body: Content): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section> `;
}

/** `2024-07-26 06:00 UTC`: the same in every language, and sortable. */
export function moment(at: string | undefined, none: string): Content {
  if (at === undefined) return none;
  return html`<time datetime="${at}">${`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`}</time>`;
}

/** Backticks of the words become code; everything else stays text. */
export function prose(text: string): Content {
  return text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
}

const lineBreak = verbatim('\n');

/** Rows to copy, each on its own line: the breaks are ours, a break inside a row is shown by its code. */
export function pre(rows: readonly string[]): Markup {
  return html`<pre>${rows.flatMap((row) => [row, lineBreak])}</pre>`;
}

/** A chain of hex digits in groups of four, so that two people can compare it aloud. */
export function inFours(digest: string): string {
  return digest.replace(/[0-9a-f]{4}(?=[0-9a-f])/g, '$& ');
}

/** A web address of the facts is a link only when it is plain https; anything else stays text. */
export function sources(text: string): Content {
  return text.split(' ; ').map((each, at) => {
    const before = at === 0 ? '' : ' ; ';
    if (!/^https:\/\/[^\s"'<>]+$/.test(each)) return [before, each];
    return [before, html`<a href="${each}" rel="noopener noreferrer">${each}</a>`];
  });
}
