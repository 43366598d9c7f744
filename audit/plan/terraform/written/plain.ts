/** What an expression is that computes nothing: a text, or what one reference gives, as it is or with texts around it. */

/** `cites`: the reference as it is written, `aws_s3_bucket.b["a"].arn`. `before`, `behind`: what stands around it in a template. */
export type Plain =
  | { readonly text: string }
  | { readonly cites: string; readonly before: string; readonly behind: string };

const name = '[A-Za-z_][A-Za-z0-9_-]*';
/** A key that is written, or the instance's own. */
const key = '\\[(?:[0-9]+|"[^"\\\\$%\\n]*"|each\\.key|count\\.index)\\]';
const reference = `${name}(?:\\.${name}|${key})*`;
/** No escape and no template: of those the value is another than what is written. */
const letters = '[^"\\\\$%\\n]*';
const text = new RegExp(`^"(${letters})"$`);
/** Beyond ASCII, Terraform evaluates the normal form of a text (NFC), which may be another than what is written. */
const around = '[ !#\\u0026-\\u005B\\u005D-~]*';
const alone = new RegExp(`^(${reference})$`);
const template = new RegExp(`^"(${around})\\$\\{[ ]*(${reference})[ ]*\\}(${around})"$`);

/** Undefined for everything that is computed: functions, conditions, several references, comments in between. */
export function plainOf(written: string): Plain | undefined {
  const literal = text.exec(written);
  if (literal !== null) return { text: literal[1]! };
  const bare = alone.exec(written);
  if (bare !== null) return { cites: bare[1]!, before: '', behind: '' };
  const cited = template.exec(written);
  return cited === null ? undefined : { cites: cited[2]!, before: cited[1]!, behind: cited[3]! };
}

/** Whether the normal form of it is what is written. */
export const isAscii = (letter: string): boolean => /^[ -~]*$/.test(letter);
