/**
 * Pulumi's own SDK, taken from where the program finds it: the program and the engine must speak one version of the
 * protocol, and Cloison itself depends on none.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as callbackProto from '@pulumi/pulumi/proto/callback_pb.js';
import type * as engineProto from '@pulumi/pulumi/proto/engine_pb.js';
import type * as resourceProto from '@pulumi/pulumi/proto/resource_pb.js';
import { Unplannable } from './unplannable.ts';

/** Of gRPC, only what is used here: its types come with a package that is not ours. */
export interface Grpc {
  readonly Server: new (options: object) => {
    addService(service: object, handlers: object): void;
    bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void;
    forceShutdown(): void;
  };
  readonly ServerCredentials: { createInsecure(): unknown };
  readonly credentials: { createInsecure(): unknown };
  readonly status: Readonly<Record<'UNKNOWN' | 'UNAVAILABLE' | 'CANCELLED', number>>;
}

export interface CallbacksClient {
  invoke(request: object, done: (error: Error | null, answer: { getResponse_asU8(): Uint8Array }) => void): void;
  close(): void;
}

export interface WireStruct {
  toJavaScript(): Record<string, unknown>;
}

export interface Sdk {
  /** Absolute path of the script that runs a program. */
  readonly run: string;
  readonly version: string;
  readonly grpc: Grpc;
  readonly resource: typeof resourceProto;
  readonly engine: typeof engineProto;
  readonly callback: typeof callbackProto;
  readonly services: { readonly monitor: object; readonly engine: object };
  readonly Callbacks: new (address: string, credentials: unknown, options: object) => CallbacksClient;
  readonly Empty: new () => object;
  readonly struct: (value: Record<string, unknown>) => WireStruct;
}

/** Plans hold long closures and big tables; gRPC's own limit of 4 MiB is no limit of ours. */
export const messageLimits = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/** `folder`: where the program lies. Throws `Unplannable` `sdk-missing` when no SDK is found from there. */
export function sdkFrom(folder: string): Sdk {
  const near = createRequire(pathToFileURL(`${folder}/program.js`));
  let run: string;
  try {
    run = near.resolve('@pulumi/pulumi/cmd/run');
  } catch (cause) {
    throw new Unplannable('sdk-missing', {}, cause);
  }
  const from = createRequire(run);
  const { version } = from('@pulumi/pulumi/package.json') as { version: string };
  const { Struct } = from('google-protobuf/google/protobuf/struct_pb.js') as {
    Struct: { fromJavaScript(value: object): WireStruct };
  };
  const monitor = from('@pulumi/pulumi/proto/resource_grpc_pb.js') as { ResourceMonitorService: object };
  const engine = from('@pulumi/pulumi/proto/engine_grpc_pb.js') as { EngineService: object };
  const callbacks = from('@pulumi/pulumi/proto/callback_grpc_pb.js') as { CallbacksClient: Sdk['Callbacks'] };
  return {
    run,
    version,
    grpc: from('@grpc/grpc-js') as Grpc,
    resource: from('@pulumi/pulumi/proto/resource_pb.js') as typeof resourceProto,
    engine: from('@pulumi/pulumi/proto/engine_pb.js') as typeof engineProto,
    callback: from('@pulumi/pulumi/proto/callback_pb.js') as typeof callbackProto,
    services: { monitor: monitor.ResourceMonitorService, engine: engine.EngineService },
    Callbacks: callbacks.CallbacksClient,
    Empty: (from('google-protobuf/google/protobuf/empty_pb.js') as { Empty: new () => object }).Empty,
    struct: (value) => Struct.fromJavaScript(value),
  };
}
