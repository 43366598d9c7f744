/**
 * A component's own transform sees its children and not the provider that serves them. What configures the providers of a
 * program is remembered here for the judge, or a cluster would be nobody's place.
 */
import * as pulumi from '@pulumi/pulumi';
import type { Judge } from '../transform/judge.ts';
import { settle, type Plain } from '../transform/settle.ts';

const prefix = 'pulumi:providers:';

/** Call it before the first resource of the program: transforms see only what comes after them. */
export function seeingProviders(judge: Judge): Judge {
  const seen = new Map<string, Readonly<Record<string, Plain>>>();
  pulumi.runtime.registerResourceTransform(async ({ type, name, props }) => {
    if (type.startsWith(prefix)) seen.set(`${type}::${name}`, (await settle(props)) as Readonly<Record<string, Plain>>);
    return undefined;
  });
  return (constructed, claim) => {
    const { provider } = constructed;
    const key = provider?.urn.split('::').slice(2).join('::').split('$').at(-1) ?? '';
    const props = provider?.props ?? seen.get(key);
    if (provider === undefined || props === undefined) return judge(constructed, claim);
    return judge({ ...constructed, provider: { ...provider, props } }, claim);
  };
}
