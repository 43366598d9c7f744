/**
 * A transform of one resource or component sees its children and not the provider that serves them. What configures the
 * providers of a program is remembered here for the judge, or a cluster would be nobody's place.
 */
import * as pulumi from '@pulumi/pulumi';
import { ServedBy } from '../transform/servedBy.ts';
import type { Judge } from '../transform/judge.ts';

/** Call it before the first resource of the program: transforms see only what comes after them. */
export function seeingProviders(judge: Judge): Judge {
  const served = new ServedBy();
  try {
    pulumi.runtime.registerResourceTransform(async (made) => {
      await served.see(made);
      return undefined;
    });
  } catch {
    // Outside of a running program there is no provider to see; one that nobody saw is unknown, and what is unknown is refused.
    return judge;
  }
  return (constructed, claim) => {
    const { provider } = constructed;
    const props = provider?.props ?? (provider && served.of(provider.urn));
    if (provider === undefined || props === undefined) return judge(constructed, claim);
    return judge({ ...constructed, provider: { ...provider, props } }, claim);
  };
}
