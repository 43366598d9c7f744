/** The gRPC server that a program's SDK speaks to: monitor and engine on one loopback port, chosen by the system. */
import { answerTo } from './answer.ts';
import type { Ground } from './ground.ts';
import { Monitor } from './monitor.ts';
import { plainCallMark } from './plainCalls.ts';
import type { ProgramMessage } from './recording.ts';
import { messageLimits, type Sdk } from './sdk.ts';
import { ProgramGone } from './transforms.ts';
import { Unplannable } from './unplannable.ts';
import type { Wire } from './values.ts';

type Resource = Sdk['resource'];
type In<Name extends keyof Resource> = Resource[Name] extends new () => infer Message ? Message : never;

/** Names by which older SDKs ask; state migrations and byte strings are not among them, for nobody here does them. */
const features = {
  SECRETS: 'secrets',
  RESOURCE_REFERENCES: 'resourceReferences',
  OUTPUT_VALUES: 'outputValues',
  ALIAS_SPECS: 'aliasSpecs',
  DELETED_WITH: 'deletedWith',
  REPLACE_WITH: 'replaceWith',
  TRANSFORMS: 'transforms',
  INVOKE_TRANSFORMS: 'invokeTransforms',
  PARAMETERIZATION: 'parameterization',
  RESOURCE_HOOKS: 'resourceHooks',
  ERROR_HOOKS: 'errorHooks',
} as const;

export interface Served {
  readonly address: string;
  readonly stop: () => void;
}

type Done = (error: object | null, answer?: object) => void;
type Handle = <Request>(
  work: (request: Request) => Promise<object> | object,
) => (call: { request: Request }, done: Done) => void;

/** A refusal of ours ends the program, and is kept as the cause. Anything else that throws is ours to mend. */
function handlerIn({ sdk, recording }: Ground): Handle {
  return (work) =>
    ({ request }, done) => {
      Promise.resolve(request)
        .then(work)
        .then((answer) => done(null, answer))
        .catch((cause: unknown) => {
          if (cause instanceof ProgramGone) return done({ code: sdk.grpc.status.UNAVAILABLE, details: 'gone' });
          const ours =
            cause instanceof Unplannable ? cause : new Unplannable('program-failed', { reason: 'engine' }, cause);
          return done({ code: sdk.grpc.status.UNKNOWN, details: recording.fail(ours).message });
        });
    };
}

function monitorHandlers(ground: Ground): object {
  const { sdk, recording } = ground;
  const { resource, Empty, struct } = sdk;
  const monitor = new Monitor(ground);
  const handle = handlerIn(ground);
  const nothing = handle(() => new Empty());
  const structOf = (properties: Wire) => struct(properties) as never;
  return {
    supportsFeature: handle((request: In<'SupportsFeatureRequest'>) => {
      const known: readonly string[] = Object.values(features);
      return new resource.SupportsFeatureResponse().setHassupport(known.includes(request.getId()));
    }),
    getDeploymentInfo: handle(() => {
      const ids = resource.ResourceMonitorFeature as unknown as Readonly<Record<string, number | undefined>>;
      const known = Object.keys(features).map((name) => ids[`RESOURCE_MONITOR_FEATURE_${name}`]);
      const info = new resource.DeploymentInfo().setProject(ground.project).setStack(ground.stack).setDryrun(true);
      return info.setSupportedfeaturesList(known.filter((id) => id !== undefined));
    }),
    registerResource: handle(async (request: In<'RegisterResourceRequest'>) => {
      const registered = await monitor.register(request);
      const { id, properties } = answerTo(registered);
      const answer = new resource.RegisterResourceResponse().setUrn(registered.registration.urn).setId(id);
      return answer.setObject(structOf(properties));
    }),
    registerResourceOutputs: handle((request: In<'RegisterResourceOutputsRequest'>) => {
      monitor.outputs(request);
      return new Empty();
    }),
    readResource: handle(async (request: In<'ReadResourceRequest'>) => {
      const { urn, properties } = await monitor.read(request);
      return new resource.ReadResourceResponse().setUrn(urn).setProperties(structOf(properties));
    }),
    invoke: handle((request: In<'ResourceInvokeRequest'>) => {
      recording.calls.add(request.getTok());
      return new resource.ResourceInvokeResponse().setUnknown(true);
    }),
    call: handle((request: In<'ResourceCallRequest'>) => {
      throw new Unplannable('call-missing', { method: request.getTok() });
    }),
    registerStackTransform: handle((request: { getTarget(): string; getToken(): string }) => {
      recording.stackTransforms.push(request);
      return new Empty();
    }),
    registerPackage: handle((request: In<'RegisterPackageRequest'>) => {
      const added = request.getParameterization();
      const [name, version] = [added?.getName() ?? request.getName(), added?.getVersion() ?? request.getVersion()];
      return new resource.RegisterPackageResponse().setRef(monitor.registerPackage(name, version));
    }),
    signalAndWaitForShutdown: handle(() => {
      recording.ended = true;
      return new Empty();
    }),
    // No call is made and nothing is created, so there is nothing that these could change.
    registerStackInvokeTransform: nothing,
    registerResourceHook: nothing,
    registerErrorHook: nothing,
  };
}

function engineHandlers(ground: Ground): object {
  const { sdk, recording } = ground;
  const { engine, Empty } = sdk;
  const severities: readonly (ProgramMessage['severity'] | undefined)[] = [undefined, 'info', 'warning', 'error'];
  const handle = handlerIn(ground);
  return {
    log: handle((request: InstanceType<typeof engine.LogRequest>) => {
      const [message, severity] = [request.getMessage(), severities[request.getSeverity()]];
      const urn = request.getUrn() === '' ? undefined : request.getUrn();
      if (severity !== undefined) recording.messages.push({ severity, message, urn });
      else if (message.startsWith(plainCallMark)) recording.plainCalls.add(message.slice(plainCallMark.length));
      return new Empty();
    }),
    getRootResource: handle(() => new engine.GetRootResourceResponse().setUrn(recording.stack ?? '')),
    setRootResource: handle(() => new engine.SetRootResourceResponse()),
    startDebugging: handle(() => new Empty()),
    // A program may ask for a version of the command line; there is none here to compare.
    requirePulumiVersion: handle(() => new engine.RequirePulumiVersionResponse()),
  };
}

export async function serve(ground: Ground): Promise<Served> {
  const { grpc, services } = ground.sdk;
  const server = new grpc.Server(messageLimits);
  server.addService(services.monitor, monitorHandlers(ground));
  server.addService(services.engine, engineHandlers(ground));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}
