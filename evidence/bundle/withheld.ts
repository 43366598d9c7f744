/** `data/withheld.json`: which whole files were taken out, under which digest. What is withheld is said, never just gone. */
import { Type, type Static } from 'typebox';
import { canonicalText, parseJsonStrict } from '../../estate/index.ts';
import { shapeOf, type Fit } from '../shape.ts';

const closed = { additionalProperties: false };

export const Withheld = Type.Object(
  {
    version: Type.Literal('cloison/withheld/v1'),
    files: Type.Array(
      Type.Object(
        { path: Type.String({ maxLength: 1024 }), sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
        closed,
      ),
      { minItems: 1, maxItems: 100_000 },
    ),
  },
  closed,
);
export type Withheld = Static<typeof Withheld>;

const fits = shapeOf(Withheld);

export function withheldText(files: ReadonlyMap<string, string>): string {
  const sorted = [...files].sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const document = { version: 'cloison/withheld/v1', files: sorted.map(([path, sha256]) => ({ path, sha256 })) };
  return `${canonicalText(document)}\n`;
}

export function parseWithheld(bytes: Uint8Array): Fit<Withheld> {
  try {
    const value = parseJsonStrict(bytes);
    const fit = fits(value);
    if (!fit.ok) return fit;
    const again = withheldText(new Map(fit.value.files.map(({ path, sha256 }) => [path, sha256])));
    return again === Buffer.from(bytes).toString('utf8') ? fit : { ok: false, pointer: 'not-canonical' };
  } catch {
    return { ok: false, pointer: 'bad-json' };
  }
}
