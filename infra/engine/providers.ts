/** The providers that a program does not name: Pulumi makes one of each package and version from the stack's configuration. */
import { providerTypeOf, urnOf, type Registration } from './registration.ts';
import { secretOf, unknownValue, type Wire } from './values.ts';
import type { Setting } from './settings.ts';

export interface Package {
  readonly name: string;
  readonly version: string;
}

/** `aws:region` of the configuration is `region` of the default provider. What the environment says is not known here. */
function configured(name: string, settings: readonly Setting[]): Wire {
  const own = settings.filter(({ key }) => key.startsWith(`${name}:`));
  return Object.fromEntries(
    own.map(({ key, value, secret }) => [key.slice(name.length + 1), secret ? secretOf(value) : value]),
  );
}

export function defaultProvider(
  { name, version }: Package,
  { project, stack, settings }: { project: string; stack: string; settings: readonly Setting[] },
): Registration {
  const own = version === '' ? 'default' : `default_${version.replaceAll('.', '_')}`;
  const type = providerTypeOf(name);
  return {
    urn: urnOf(stack, project, undefined, type, own),
    type,
    name: own,
    parent: undefined,
    custom: true,
    asks: 'register',
    id: undefined,
    inputs: { ...configured(name, settings), ...(version === '' ? {} : { version }) },
    provider: undefined,
    dependencies: [],
    propertyDependencies: {},
    additionalSecretOutputs: [],
    ignoreChanges: [],
    aliases: [],
    protect: false,
    position: undefined,
    outputs: undefined,
  };
}

/** A provider that is not there yet has no id. */
export const referenceTo = (urn: string): string => `${urn}::${unknownValue}`;
