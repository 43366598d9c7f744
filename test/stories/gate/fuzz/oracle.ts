/**
 * When is it wrong that a wounded document passes? Two answers, none of which knows how the gate reads.
 *
 * What was refused or undecided because of its place stays so: no wound puts a container into a place where it may lie.
 * What passed may pass on if the wound means no more than leaving the value out, and that passes too; or if the value is
 * one that nobody asks for: no other value of its own type in its stead would be refused either. And nothing may get lost:
 * a document that passes still has every container.
 */
import { exchanged, nodesOf, type Damage, type Json, type Path } from './damage.ts';
import type { Base } from './base.ts';
import { gated, type Gated } from './gating.ts';

export const judged = ({ write, estate, place }: Base, document: Json): Promise<Gated> =>
  gated({ text: write(document), estate, ...(place === undefined ? {} : { place }) });

const anyone = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';
const texts = ['nobody-knows', 'public-read', 'none', anyone, '0.0.0.0/0', 'Enabled', 'https://elsewhere.example'];

/** Other values of the same type, of which one may be refused where the value is asked for at all. */
function others(leaf: Json, { abroad }: Base): readonly Json[] {
  if (typeof leaf === 'string') return [...abroad, ...texts];
  if (typeof leaf === 'boolean') return [!leaf];
  return typeof leaf === 'number' ? [9999] : [];
}

const at = (document: Json, path: Path): Json =>
  path.reduce<Json>((value, key) => (value as Readonly<Record<string, Json>>)[key]!, document);

const inner = (document: Json, path: Path): readonly Path[] =>
  [...nodesOf(at(document, path), path)].map(([each]) => each).filter((each) => each.length === path.length + 1);

const known = new Map<string, boolean>();

/** Whether a right value at the path, or below it, would have been refused. */
async function isAsked(base: Base, path: Path): Promise<boolean> {
  const key = JSON.stringify([base.name, path]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = await asked(base, path);
  known.set(key, answer);
  return answer;
}

async function asked(base: Base, path: Path): Promise<boolean> {
  for (const [below, leaf] of nodesOf(at(base.document, path)))
    for (const other of others(leaf, base)) {
      const { code } = await judged(
        base,
        exchanged(base.document, [...path, ...below], () => other),
      );
      if (code === 1 || code === 3) return true;
    }
  return false;
}

/** The value, or where nothing else stands beside it, that what it stands in is left out with it. */
async function mayBeLeftOut(base: Base, path: Path): Promise<boolean> {
  if (path.length === 0) return false;
  const { code } = await judged(
    base,
    exchanged(base.document, path, () => undefined),
  );
  const above = path.slice(0, -1);
  return code === 0 || (inner(base.document, above).length === 1 && (await mayBeLeftOut(base, above)));
}

/** Why it may not pass; undefined where it may. Asked of a document that does. */
export async function objection(
  base: Base,
  was: Gated,
  { kind, path, worth }: Damage,
  is: Gated,
): Promise<string | undefined> {
  if (was.code !== 0) return 'it was not passed before';
  const isNone = base.isMany === true && path.length === 1 && kind === 'null';
  if (is.judged < was.judged && !isNone) return 'a container was lost';
  if (worth === 'same') return undefined;
  // Of the version of an interface only its group is asked, and a word without a slash has none.
  if (worth === 'nonsense' && path.at(-1) === 'apiVersion') return undefined;
  if (worth === 'nonsense') return (await isAsked(base, path)) ? 'what is asked for was nonsense' : undefined;
  for (const gone of worth === 'emptied' ? inner(base.document, path) : [path])
    if (!(await mayBeLeftOut(base, gone))) return 'what was needed was left out';
  return undefined;
}
