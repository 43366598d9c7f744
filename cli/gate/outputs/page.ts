/** Rows of a terminal: everything that is printed passes here, so everything is made visible here. */
import { styleText } from 'node:util';
import { visible } from '../../report/visible.ts';
import { wrapped, type Indent } from '../../report/wrap.ts';

export interface PageOptions {
  /** Columns; without it nothing is wrapped, as pipes and files expect. */
  readonly width: number | undefined;
  /** The caller has read NO_COLOR and knows that a person watches. */
  readonly colour: boolean;
}

export type Style = Parameters<typeof styleText>[0];

/** Further rows stand under the text and not under the mark. */
export const under = (mark: string): Indent => ({ first: mark, rest: ' '.repeat(mark.length) });

export class Page {
  readonly rows: string[] = [];
  readonly #options: PageOptions;

  constructor(options: PageOptions) {
    this.#options = options;
  }

  #push(row: string, style: Style | undefined): void {
    const isPainted = this.#options.colour && style !== undefined;
    this.rows.push(isPainted ? styleText(style, row, { validateStream: false }) : row);
  }

  line(text = '', indent: Indent = { first: '', rest: '' }, style?: Style): void {
    const { width = Number.POSITIVE_INFINITY } = this.#options;
    for (const row of wrapped(visible(text), width, indent)) this.#push(row, style);
  }

  /** To be pasted: a row that is broken would be another text. */
  paste(row: string): void {
    this.#push(visible(row), 'dim');
  }

  text(): string {
    return `${this.rows.join('\n')}\n`;
  }
}
