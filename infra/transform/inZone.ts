/**
 * `inZone(zone, dataset)`: a resource transform of Pulumi for a program that exists already. Every resource that it
 * reaches says where it belongs, and one that the policies refuse is not constructed; what they cannot know is refused too.
 */
import { speaker, type Language } from '../../estate/index.ts';
import type { Claim, Judge, Refusal } from './judge.ts';
import { refusalText, transformWords } from './refusal.ts';
import { settle, type Plain } from './settle.ts';
import { write } from './write.ts';

/** As Pulumi calls a transform; its own types need its own package. */
export interface TransformArgs {
  readonly custom: boolean;
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly opts: { readonly provider?: unknown } & object;
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
}

const provider = 'pulumi:providers:';

async function urnOf(given: unknown): Promise<string | undefined> {
  const urn = await settle((given as { urn?: unknown } | undefined)?.urn);
  return typeof urn === 'string' ? urn : undefined;
}

/**
 * Registered with `pulumi.runtime.registerResourceTransform` before the first resource, it sees the explicit providers
 * too, and knows their region; given as `{ transforms: [...] }` to one resource it sees that one and its children.
 */
export function inZone(claim: Claim, { judge, language }: ZoneJudge): ZoneTransform {
  const say = speaker(language, transformWords);
  const providers = new Map<string, Readonly<Record<string, Plain>>>();
  const refuse = (type: string, name: string, refusals: readonly Refusal[]): never => {
    throw new Error(refusalText(say, { type, name, claim, refusals }));
  };
  return async ({ custom, type, name, props, opts }) => {
    // A component holds nothing by itself; its children come one by one.
    if (!custom) return undefined;
    if (type.startsWith(provider)) {
      providers.set(`${type}::${name}`, (await settle(props)) as Readonly<Record<string, Plain>>);
      return undefined;
    }
    const written = write(type, props, claim);
    if ('unfit' in written) {
      const values = { id: written.unfit, type };
      const unfit = {
        control: 'cloison-tag',
        verdict: 'unknown' as const,
        title: say('transform.unfit'),
        references: '',
      };
      return refuse(type, name, [
        { ...unfit, sentence: say('transform.unfit.why', values), remedy: say('transform.unfit.next') },
      ]);
    }
    const urn = await urnOf(opts.provider);
    const known = urn === undefined ? undefined : providers.get(urn.split('::').slice(2).join('::').split('$').at(-1)!);
    const refusals = await judge(
      {
        type,
        name,
        props: (await settle(written.props)) as Readonly<Record<string, Plain>>,
        ...(urn === undefined ? {} : { provider: { urn, ...(known === undefined ? {} : { props: known }) } }),
      },
      written.claim,
    );
    if (refusals.length > 0) refuse(type, name, refusals);
    return { props: written.props, opts };
  };
}
