/** What an expression is that computes nothing: a text, or what one reference gives, as it is or with a text behind it. */

/** `cites`: the reference as it is written, `aws_s3_bucket.b["a"].arn`. `behind`: what stands behind it in a template. */
export type Plain = { readonly text: string } | { readonly cites: string; readonly behind: string };

const name = '[A-Za-z_][A-Za-z0-9_-]*';
const reference = `${name}(?:\\.${name}|\\[(?:[0-9]+|"[^"\\\\$%\\n]*")\\])*`;
/** No escape and no template: of those the value is another than what is written. */
const letters = '[^"\\\\$%\\n]*';
const text = new RegExp(`^"(${letters})"$`);
/** Beyond ASCII, Terraform evaluates the normal form of a text (NFC), which may be another than what is written. */
const behind = '[ !#\\u0026-\\u005B\\u005D-~]*';
const alone = new RegExp(`^(${reference})$`);
const template = new RegExp(`^"\\$\\{[ ]*(${reference})[ ]*\\}(${behind})"$`);

/** Undefined for everything that is computed: functions, conditions, several references, comments in between. */
export function plainOf(written: string): Plain | undefined {
  const literal = text.exec(written);
  if (literal !== null) return { text: literal[1]! };
  const cited = alone.exec(written) ?? template.exec(written);
  return cited === null ? undefined : { cites: cited[1]!, behind: cited[2] ?? '' };
}
