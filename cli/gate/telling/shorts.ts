/** What was not whole, in sentences: which input, why, and what to do. */
import type { Shortfall } from '../../../audit/index.ts';
import { addressShown, type GateTeller } from './telling.ts';

/** More than these are counted: the second sentence of a report must stay a sentence. */
const mostSentences = 4;
/** Files of one folder that are named in one sentence. */
const mostFiles = 12;

/** A code that has no sentence reaches the reader as it came. */
export function spoken(
  { say, shield }: GateTeller,
  family: string,
  code: string,
  values: Shortfall['values'] = {},
): string {
  const id = `${family}.${code}`;
  try {
    const sentence = say(id, values);
    return sentence === `[${id}]` ? shield(code) : sentence;
  } catch {
    return shield(`${code} ${JSON.stringify(values)}`);
  }
}

/** One short, of one input or of several that are short in the very same way. */
function shortOf(teller: GateTeller, { code, values }: Shortfall, inputs: readonly string[]): string {
  const { say, shield } = teller;
  const shielded = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? shield(value) : value,
  ]);
  const counted = { count: inputs.length, ...(Object.fromEntries(shielded) as Shortfall['values']) };
  const what = spoken(teller, 'gate.short', code, counted);
  const about = typeof values['address'] === 'string' ? ` (${shield(addressShown(values['address']))})` : '';
  const left = inputs.length - mostFiles;
  const more = left > 0 ? [say('gate.more', { count: left })] : [];
  const named = [...inputs.slice(0, mostFiles).map(shield), ...more].join(', ');
  return say('gate.of-input', { input: named, sentence: `${what}${about}` });
}

export function shortSentence(teller: GateTeller, short: Shortfall): string {
  return shortOf(teller, short, [short.input]);
}

/** Files of a folder that were left out for one reason are one sentence, which names them. */
export function shortSentences(teller: GateTeller): string[] {
  const groups = Map.groupBy(teller.report.shorts, (short) =>
    short.code.startsWith('file-') ? short.code : JSON.stringify([short.input, short.code, short.values]),
  );
  const all = [...groups.values()];
  const left = all.slice(mostSentences).reduce((sum, shorts) => sum + shorts.length, 0);
  return [
    ...all.slice(0, mostSentences).map((shorts) =>
      shortOf(
        teller,
        shorts[0]!,
        shorts.map(({ input }) => input),
      ),
    ),
    ...(left > 0 ? [teller.say('gate.shorts-left', { count: left })] : []),
  ];
}
