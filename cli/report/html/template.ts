/** The only way into the page: every value is made visible and escaped; what is already markup carries a type nobody else makes. */
import { visible } from '../visible.ts';

export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  static of(strings: readonly string[], values: readonly Content[]): Markup {
    return new Markup(strings.reduce((text, part, at) => text + rendered(values[at - 1]) + part));
  }
}

export type Content = Markup | string | number | undefined | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => entities[char]!);
}

function rendered(value: Content): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(rendered).join('');
}

/** Text of this room itself (the style sheet, a line break), byte for byte. Never a value: values go through `html`. */
export function verbatim(own: string): Markup {
  return Markup.of([own], []);
}

/** Attributes must be quoted in the template: what is put between quotes cannot leave them. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return Markup.of(strings, values);
}
