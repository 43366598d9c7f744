/** `urn:pulumi:<stack>::<project>::<types of the parents and its own, joined by $>::<name>`; the name may hold `::`. */

export interface Urn {
  readonly stack: string;
  /** The last of its types: the resource's own. */
  readonly type: string;
  readonly name: string;
}

const form = /^urn:pulumi:(?<stack>[^:]+)::(?<project>.+?)::(?<types>.+?)::(?<name>.*)$/su;

/** Undefined for what is no URN. */
export function readUrn(text: string): Urn | undefined {
  const { stack, types, name } = form.exec(text)?.groups ?? {};
  if (stack === undefined || types === undefined || name === undefined) return undefined;
  return { stack, type: types.slice(types.lastIndexOf('$') + 1), name };
}

/** `<urn>::<id>` → the URN. The id is the unknown sentinel while the provider is new. */
export function providerUrn(reference: string): string {
  return reference.slice(0, Math.max(0, reference.lastIndexOf('::')));
}

const providerPrefix = 'pulumi:providers:';

/** `aws` of `pulumi:providers:aws`; undefined for what is no provider. */
export function providerName(type: string): string | undefined {
  return type.startsWith(providerPrefix) ? type.slice(providerPrefix.length).toLowerCase() : undefined;
}

/** As the engine names them: bare, or with the version of the plug-in and all that stands behind it. People may name theirs `default_us`. */
const byDefault = /^default(?:_\d+_\d+_\d+(?:_.+)?)?$/s;

/** Made by the engine for resources that name none: no step of a preview, not counted in a summary. */
export function isDefaultProvider({ type, name }: Urn): boolean {
  return providerName(type) !== undefined && byDefault.test(name);
}
