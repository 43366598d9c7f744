/** Pulumi's resource monitor, answered without any provider: what a program asks for is written down and echoed. */
import { heldAs, type Registered } from './answer.ts';
import { withIgnored } from './compare.ts';
import type { Ground } from './ground.ts';
import { positionOf } from './positions.ts';
import { defaultProvider, referenceTo, type Package } from './providers.ts';
import { isProvider, packOf, referenceType, stackType, urnOf, type Registration } from './registration.ts';
import type { Sdk, WireStruct } from './sdk.ts';
import { optionsOf, type Transformed } from './transforms.ts';
import { Unplannable } from './unplannable.ts';
import { isSecret, settledTree, unknownValue, type Wire } from './values.ts';

type Proto = Sdk['resource'];
type Register = InstanceType<Proto['RegisterResourceRequest']>;
type Read = InstanceType<Proto['ReadResourceRequest']>;
type Options = InstanceType<Proto['TransformResourceOptions']>;

const wire = (struct: unknown): Wire => settledTree((struct as WireStruct | undefined)?.toJavaScript() ?? {});
const orNone = (text: string): string | undefined => (text === '' ? undefined : text);

export class Monitor {
  readonly #ground: Ground;
  /** By the reference that the program was given. */
  readonly #packages = new Map<string, Package>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  registerPackage(name: string, version: string): string {
    const reference = `${name}@${version}`;
    this.#packages.set(reference, { name, version });
    return reference;
  }

  /** The provider that serves a resource: the one it names, else the default of its package. */
  #served(type: string, provider: string, version: string, packageReference: string): string | undefined {
    if (provider !== '') return provider;
    if (isProvider({ type }) || packOf(type) === 'pulumi') return undefined;
    const { recording } = this.#ground;
    const pack = this.#packages.get(packageReference) ?? { name: packOf(type), version };
    const made = defaultProvider(pack, this.#ground);
    if (!recording.registrations.has(made.urn)) recording.add(made);
    return referenceTo(made.urn);
  }

  async #transformed(request: Register): Promise<Transformed> {
    const { recording, callbacks, sdk } = this.#ground;
    const own = request.getTransformsList();
    const all = [...own, ...recording.transformsOver(orNone(request.getParent())), ...recording.stackTransforms];
    let at: Transformed = { properties: request.getObject(), options: optionsOf(request, sdk) };
    for (const transform of all) at = await callbacks.run(transform, request, at);
    return at;
  }

  #aliases(request: Register, options: Options): string[] {
    const { stack, project } = this.#ground;
    const specs = options.getAliasesList().map((alias) => {
      const spec = alias.getSpec();
      if (spec === undefined) return alias.getUrn();
      const parent = spec.getNoparent() ? undefined : (orNone(spec.getParenturn()) ?? orNone(request.getParent()));
      const [type, name] = [spec.getType() || request.getType(), spec.getName() || request.getName()];
      return urnOf(spec.getStack() || stack, spec.getProject() || project, parent, type, name);
    });
    return [...request.getAliasurnsList(), ...specs];
  }

  async register(request: Register): Promise<Registered> {
    const { recording, root, stack, project } = this.#ground;
    const [type, name, custom] = [request.getType(), request.getName(), request.getCustom()];
    if (request.getRemote()) throw new Unplannable('remote-component', { resource: `${type} ${name}` });
    const { properties, options } = await this.#transformed(request);
    const urn = urnOf(stack, project, orNone(request.getParent()), type, name);
    const aliases = this.#aliases(request, options);
    const prior = heldAs(this.#ground.prior, urn, aliases);
    const ignoreChanges = options.getIgnoreChangesList();
    const registration: Registration = {
      urn,
      type,
      name,
      parent: orNone(request.getParent()),
      custom,
      asks: options.getImport() === '' ? 'register' : 'import',
      id: orNone(options.getImport()),
      inputs: withIgnored(wire(properties), prior, ignoreChanges),
      provider: custom
        ? this.#served(type, options.getProvider(), options.getVersion(), request.getPackageref())
        : undefined,
      dependencies: options.getDependsOnList(),
      propertyDependencies: Object.fromEntries(
        [...(request.getPropertydependenciesMap().entries() as Iterable<[string, { getUrnsList(): string[] }]>)].map(
          ([key, found]) => [key, found.getUrnsList()],
        ),
      ),
      additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
      ignoreChanges,
      aliases,
      protect: options.getProtect() === true,
      position: positionOf(request, root),
      outputs: undefined,
    };
    recording.add(registration);
    if (!custom) recording.componentTransforms.set(urn, request.getTransformsList());
    if (type === stackType) recording.stack = urn;
    return { registration, prior };
  }

  async read(request: Read): Promise<{ urn: string; properties: Wire }> {
    const { recording, stack, project, root } = this.#ground;
    const [type, name] = [request.getType(), request.getName()];
    const urn = urnOf(stack, project, orNone(request.getParent()), type, name);
    const isReference = type === referenceType;
    const inputs = wire(request.getProperties());
    recording.add({
      urn,
      type,
      name,
      parent: orNone(request.getParent()),
      custom: true,
      asks: 'read',
      id: request.getId(),
      inputs,
      provider: this.#served(type, request.getProvider(), request.getVersion(), request.getPackageref()),
      dependencies: request.getDependenciesList(),
      propertyDependencies: {},
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      ignoreChanges: [],
      aliases: [],
      protect: false,
      position: positionOf(request, root),
      outputs: undefined,
    });
    if (!isReference) return { urn, properties: {} };
    const outputs = await this.#ground.reference(request.getId());
    const secretNames = Object.entries(outputs ?? {}).flatMap(([key, value]) => (isSecret(value) ? [key] : []));
    return {
      urn,
      properties: { name: request.getId(), outputs: outputs ?? unknownValue, secretOutputNames: secretNames },
    };
  }

  outputs(request: { getUrn(): string; getOutputs(): unknown }): void {
    const registration = this.#ground.recording.registrations.get(request.getUrn());
    if (registration !== undefined) registration.outputs = wire(request.getOutputs());
  }
}
