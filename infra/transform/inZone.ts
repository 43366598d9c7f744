/**
 * `inZone(zone, dataset)`: a resource transform of Pulumi for a program that exists already. Every resource that it
 * reaches says where it belongs, and one that the policies refuse is not constructed; what they cannot know is refused too.
 */
import { speaker, type Language } from '../../estate/index.ts';
import { claimsInSecret } from './hidden.ts';
import type { Claim, Judge, Plain, Refusal } from './judge.ts';
import { refusalText, transformWords } from './refusal.ts';
import { endFor, ServedBy, urnOf } from './servedBy.ts';
import { settle } from './settle.ts';
import { claimPaths, tags, write } from './write.ts';

/** As Pulumi calls a transform; its own types need its own package. */
export interface TransformArgs {
  readonly custom: boolean;
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly opts: { readonly provider?: unknown; readonly parent?: unknown } & object;
}
export interface TransformResult<Opts> {
  readonly props: Record<string, unknown>;
  readonly opts: Opts;
}
export type ZoneTransform = <Args extends TransformArgs>(
  args: Args,
) => Promise<TransformResult<Args['opts']> | undefined>;

export interface ZoneJudge {
  readonly judge: Judge;
  readonly language: Language;
  /** Where a dataset may lie instead, for a person: zones with their providers and regions. Nothing where nobody says. */
  readonly homes?: (dataset: string) => readonly string[];
}

/**
 * Registered with `pulumi.runtime.registerResourceTransform` before the first resource, it sees the explicit providers
 * too, and knows their region; given as `{ transforms: [...] }` to one resource it sees that one and its children.
 */
export function inZone(claim: Claim, { judge, language, homes = () => [] }: ZoneJudge): ZoneTransform {
  const say = speaker(language, transformWords);
  const served = new ServedBy();
  const refuse = (made: TransformArgs, standing: Claim, refusals: readonly Refusal[]): never => {
    const { type, name } = made;
    throw new Error(refusalText(say, { type, name, claim: standing, refusals, homes: homes(standing.dataset) }));
  };
  return async (made) => {
    const { custom, type, name, props, opts } = made;
    // A component holds nothing by itself; its children come one by one.
    if (!custom) return undefined;
    if (await served.see(made)) return undefined;
    const untold = (why: 'unfit' | 'hidden', id = ''): never => {
      const [sentence, remedy] = [say(`transform.${why}.why`, { id, type }), say(`transform.${why}.next`)];
      const told = { control: 'cloison-tag', verdict: 'unknown' as const, title: say('transform.unfit') };
      return refuse(made, claim, [{ ...told, references: '', sentence, remedy }]);
    };
    if (await claimsInSecret(props, claimPaths(type), claim, tags)) return untold('hidden');
    const written = write(type, props, claim);
    if ('unfit' in written) return untold('unfit', written.unfit);
    const urn = await urnOf(opts.provider);
    const known = urn === undefined ? undefined : served.of(urn);
    const refusals = await judge(
      {
        type,
        name,
        end: await endFor(made),
        props: (await settle(written.props)) as Readonly<Record<string, Plain>>,
        ...(urn === undefined ? {} : { provider: { urn, ...(known === undefined ? {} : { props: known }) } }),
      },
      written.claim,
    );
    if (refusals.length > 0) refuse(made, written.claim, refusals);
    return { props: written.props, opts };
  };
}
