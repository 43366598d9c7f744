/** The rows of the benchmark's one table. */
import type { Case } from './cases.ts';
import type { Cost } from './measure.ts';

const widths = [10, 7, 24, 14, 24, 22, 8, 9];
const row = (cells: readonly string[]): string =>
  `${cells
    .map((cell, at) => cell.padEnd(widths[at] ?? 0))
    .join('  ')
    .trimEnd()}\n`;

export const heading = row(['input', 'n', 'ours: wall, CPU, RSS', 'peer', 'theirs', 'goal', 'is', 'met']);

const shown = ({ wall, cpu, memory }: Cost): string =>
  `${wall.toFixed(2)} s, ${cpu.toFixed(2)} s, ${memory.toFixed(0)} MB`;

/**
 * One line a goal. One that needs a peer who is not here is not met: it is not held by anything. `slower`: by how much this
 * machine is, as far as the closest peer is here to say it.
 */
export function rowsOf(
  { kind, count, peer, policy, goals, note, isShownOnly = false }: Case,
  { ours, theirs }: { readonly ours: Cost; readonly theirs?: Cost },
  slower?: number,
): { readonly isMet: boolean; readonly text: string } {
  const rows = goals.map(({ says, figure, most }) => {
    const is = figure(ours, theirs, slower);
    const isMet = is !== undefined && is <= most;
    const beside = theirs === undefined ? (peer === undefined ? '-' : 'not here') : shown(theirs);
    const told = is === undefined ? '?' : is.toPrecision(3);
    const held = isMet ? 'met' : isShownOnly ? 'over' : 'NOT MET';
    const met = is === undefined ? 'not held' : held;
    const named = policy === undefined ? (peer ?? '-') : `${peer} ${policy}`;
    const text = row([kind, String(count), shown(ours), named, beside, says, told, met]);
    return { isMet: isMet || isShownOnly, text };
  });
  const about = note === undefined ? '' : `  (${note})\n`;
  return { isMet: rows.every(({ isMet }) => isMet), text: rows.map(({ text }) => text).join('') + about };
}
