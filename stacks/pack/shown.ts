/** What the policy SDK shows of a resource, copied whole before anybody looks at it. */
import type { PolicyResource, ResourceValidationArgs } from '@pulumi/policy';
import { settledProps } from './settle.ts';
import type { Shown } from './told.ts';

type Analyzed = Pick<PolicyResource | ResourceValidationArgs, 'urn' | 'type' | 'name' | 'props' | 'provider'>;

export function shownOf({ urn, type, name, props, provider }: Analyzed): Shown {
  const served = provider === undefined ? {} : { provider: { urn: provider.urn, props: settledProps(provider.props) } };
  return { address: urn, type, name, props: settledProps(props), ...served };
}

export function shownInStack(resource: PolicyResource): Shown {
  const references = Object.entries(resource.propertyDependencies).map(
    ([property, on]) => [property, on.map(({ urn }) => urn)] as const,
  );
  return { ...shownOf(resource), references: Object.fromEntries(references) };
}

/** `urn:pulumi:<stack>::…` */
export const stackOf = (urn: string): string => urn.split(':')[2] ?? '';
