/** Contrast of the page, by the formulas of WCAG 2.2 (relative luminance, SC 1.4.3 and 1.4.11), in light and in dark. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../cli/report/html/page.css', import.meta.url), 'utf8');

function channels(hex: string): number[] {
  const full = hex.length === 4 ? hex.slice(1).replaceAll(/./g, '$&$&') : hex.slice(1);
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255);
}

function luminance(hex: string): number {
  const [red, green, blue] = channels(hex).map((each) =>
    each <= 0.040_45 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const colours = (block: string) =>
  Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g)].map(([, name, hex]) => [name!, hex!]));
const [light, dark] = [...css.matchAll(/:root \{[^}]*\}/g)].map(([block]) => colours(block));

/** What is read × what it stands on, as the rules of the sheet put them together. */
const texts: Readonly<Record<string, readonly string[]>> = {
  ink: ['paper', 'raised', 'deny-paper', 'unknown-paper', 'allow-paper'],
  soft: ['paper', 'raised'],
  link: ['paper', 'raised'],
  deny: ['paper', 'raised', 'deny-paper'],
  unknown: ['paper', 'raised', 'unknown-paper'],
  allow: ['paper', 'allow-paper'],
};

it('measures as the examples of the specification do', () => {
  expect(ratio('#000', '#fff')).toBeCloseTo(21, 5);
  expect(ratio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each([
  ['light', light!],
  ['dark', dark!],
])('in %s', (_, palette) => {
  it('lets every text be read: 4.5 to 1 at least', () => {
    const pairs = Object.entries(texts).flatMap(([text, papers]) => papers.map((paper) => [text, paper] as const));
    const weak = pairs
      .map(([text, paper]) => [`${text} on ${paper}`, ratio(palette[text]!, palette[paper]!)] as const)
      .filter(([, measured]) => !(measured >= 4.5));
    expect(weak).toEqual([]);
  });

  it('lets the edges that say what a thing is be seen: 3 to 1 at least', () => {
    for (const edge of ['deny', 'unknown', 'allow', 'link'])
      expect([edge, ratio(palette[edge]!, palette['paper']!) >= 3]).toEqual([edge, true]);
  });
});

it('knows every colour that the sheet uses, and the sheet uses no other', () => {
  const used = new Set([...css.matchAll(/var\(--([a-z-]+)\)/g)].map(([, name]) => name!));
  const known = new Set([...Object.keys(texts), ...Object.values(texts).flat(), 'line']);
  expect([...used].filter((name) => !known.has(name))).toEqual([]);
  const elsewhere = css.replaceAll(/:root \{[^}]*\}/g, '').match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/gi) ?? [];
  expect(elsewhere).toEqual([]);
});
