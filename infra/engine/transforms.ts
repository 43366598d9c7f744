/** Transforms run inside the program and are called by the engine: a program's own first, then its parents', then the stack's. */
import { messageLimits, type CallbacksClient, type Sdk } from './sdk.ts';
import { Unplannable } from './unplannable.ts';

type Resource = Sdk['resource'];
type Request = InstanceType<Resource['RegisterResourceRequest']>;
type Options = InstanceType<Resource['TransformResourceOptions']>;
type Properties = ReturnType<Request['getObject']>;
export interface Callback {
  getTarget(): string;
  getToken(): string;
}

export interface Transformed {
  readonly properties: Properties;
  readonly options: Options;
}

/** The program ended while it was asked: why is for its own end to say. */
export class ProgramGone extends Error {}

const isGone = (error: Error, { grpc }: Sdk): boolean =>
  [grpc.status.UNAVAILABLE, grpc.status.CANCELLED].includes((error as { code?: number }).code ?? -1);

/** Calls back the program; connections are kept until `close`. */
export class Callbacks {
  readonly #sdk: Sdk;
  readonly #clients = new Map<string, CallbacksClient>();

  constructor(sdk: Sdk) {
    this.#sdk = sdk;
  }

  #client(target: string): CallbacksClient {
    const found = this.#clients.get(target);
    if (found !== undefined) return found;
    const client = new this.#sdk.Callbacks(target, this.#sdk.grpc.credentials.createInsecure(), messageLimits);
    this.#clients.set(target, client);
    return client;
  }

  /** Rejects with `transform-refused` when the transform throws: what it refuses must not be planned. `ProgramGone` is no refusal. */
  async run(callback: Callback, about: Request, { properties, options }: Transformed): Promise<Transformed> {
    const { resource, callback: proto } = this.#sdk;
    const asked = new resource.TransformRequest();
    asked.setType(about.getType());
    asked.setName(about.getName());
    asked.setCustom(about.getCustom());
    asked.setParent(about.getParent());
    asked.setProperties(properties);
    asked.setOptions(options);
    const request = new proto.CallbackInvokeRequest();
    request.setToken(callback.getToken());
    request.setRequest(asked.serializeBinary());
    const bytes = await new Promise<Uint8Array>((resolve, reject) => {
      this.#client(callback.getTarget()).invoke(request, (error, answer) => {
        if (error === null) resolve(answer.getResponse_asU8());
        else reject(isGone(error, this.#sdk) ? new ProgramGone('', { cause: error }) : refusal(about, error));
      });
    });
    const answer = resource.TransformResponse.deserializeBinary(bytes);
    return { properties: answer.getProperties() ?? properties, options: answer.getOptions() ?? options };
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }
}

/** The SDK's own words before those of the transform. */
const said = /^transform failed: (?:\w*Error: )?/;

function refusal(about: Request, error: Error): Unplannable {
  const { details } = error as { details?: string };
  const values = {
    resource: `${about.getType()} ${about.getName()}`,
    reason: (details ?? error.message).replace(said, ''),
  };
  return new Unplannable('transform-refused', values, error);
}

/** The options of a registration in the form that a transform sees and may change. */
export function optionsOf(about: Request, { resource }: Sdk): Options {
  const options = new resource.TransformResourceOptions();
  options.setDependsOnList(about.getDependenciesList());
  const protect = about.getProtect();
  if (protect !== undefined) options.setProtect(protect);
  options.setIgnoreChangesList(about.getIgnorechangesList());
  options.setReplaceOnChangesList(about.getReplaceonchangesList());
  options.setVersion(about.getVersion());
  options.setAliasesList(about.getAliasesList());
  options.setProvider(about.getProvider());
  options.setCustomTimeouts(about.getCustomtimeouts());
  options.setPluginDownloadUrl(about.getPlugindownloadurl());
  options.setDeletedWith(about.getDeletedwith());
  if (about.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(about.getDeletebeforereplace());
  options.setAdditionalSecretOutputsList(about.getAdditionalsecretoutputsList());
  options.setImport(about.getImportid());
  for (const [pack, provider] of about.getProvidersMap().entries() as Iterable<[string, string]>)
    options.getProvidersMap().set(pack, provider);
  return options;
}
