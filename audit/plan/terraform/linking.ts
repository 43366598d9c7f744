/** What a plan says of its resources behind them, in its configuration: who serves each, what it cites, what it writes. */
import type { Told } from '../told.ts';
import type { Instance, Instances } from './addresses.ts';
import type { Configuration } from './configuration.ts';
import { Follow } from './follow.ts';
import { Providers } from './providers.ts';
import type { Completed } from './snapshot/completed.ts';

interface Seen {
  readonly input: string;
  readonly configuration: Configuration;
  readonly instances: Instances;
  readonly completed: Completed;
}

/** `all`: what is linked, by its address in the configuration. */
export function* linksOf(
  all: Iterable<readonly [configured: string, instance: Instance]>,
  { input, configuration, instances, completed }: Seen,
): Generator<Told> {
  const providers = new Providers(configuration, input);
  const follow = new Follow(configuration, instances);
  for (const provider of providers.told()) yield { tell: 'provider', provider };
  for (const [configured, instance] of all) {
    const resource = configuration.resources.get(configured);
    if (resource === undefined) continue;
    const references = follow.references(resource, configured, instance);
    const provider = providers.keyOf(resource.provider, resource.module);
    const link: Told = { tell: 'link', input, address: instance.address, provider, references, sets: resource.sets };
    const more = completed.of(resource, configured, instance, configuration);
    yield more === undefined ? link : { ...link, ...more };
  }
}
