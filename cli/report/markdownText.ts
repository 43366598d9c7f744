/** Foreign text in Markdown: step summaries and comments turn names into links, mentions, images or raw HTML (CWE-79). */
import { visible } from './visible.ts';

/**
 * Backslash before everything that Markdown reads. A backslash does not stop a mention, so `@` is shown by its code; an
 * address in clear would become a link, so its colon and its dot are escaped too.
 */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]<>|!#~$&]/g, (char) => `\\${char}`)
    .replace(/@/g, String.raw`\\u{40}`)
    .replace(/:\/\//g, String.raw`\://`)
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}\\.`)
    .replace(/^(\s*)([-+=]|\d+[.)])/, (_, space: string, mark: string) => `${space}\\${mark}`);
}

/** An id as code: nothing inside is read, so the backtick and the bar, which would end it or the cell, are shown by their codes. */
export function markdownCode(text: string): string {
  const inert = visible(text).replace(/[`|]/g, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
  return `\`${inert}\``;
}
