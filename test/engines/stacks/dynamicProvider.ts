/** Pulumi's own process for dynamic providers, spoken to over gRPC as Pulumi's engine does. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import type { Wire } from '../../../infra/engine/index.ts';

const near = createRequire(import.meta.url);
type Message = Record<string, (value?: unknown) => never>;
type Client = Record<string, (request: object, done: (error: Error | null, answer: Message) => void) => void>;

const proto = near('@pulumi/pulumi/proto/provider_pb.js') as Record<string, new () => Message>;
const { ResourceProviderClient } = near('@pulumi/pulumi/proto/provider_grpc_pb.js') as {
  ResourceProviderClient: new (address: string, credentials: unknown) => Client & { close(): void };
};
const { credentials } = createRequire(near.resolve('@pulumi/pulumi'))('@grpc/grpc-js') as {
  credentials: { createInsecure(): unknown };
};
const { Struct } = near('google-protobuf/google/protobuf/struct_pb.js') as {
  Struct: { fromJavaScript(value: Wire): { toJavaScript(): Wire } };
};

export interface DynamicProvider {
  readonly check: (news: Wire) => Promise<readonly string[]>;
  readonly diff: (id: string, olds: Wire, news: Wire) => Promise<{ changes: boolean; replaces: readonly string[] }>;
  readonly create: (inputs: Wire) => Promise<{ id: string; outputs: Wire }>;
  /** Undefined where it is gone. */
  readonly read: (id: string, props: Wire) => Promise<Wire | undefined>;
  readonly update: (id: string, olds: Wire, news: Wire) => Promise<Wire>;
  readonly delete: (id: string, props: Wire) => Promise<void>;
  readonly stop: () => void;
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('the process of the dynamic provider ended without naming its port');
}

/** `env`: where the SDK of the store finds its credentials; nothing else of them reaches a request. */
export async function startDynamicProvider(env: NodeJS.ProcessEnv): Promise<DynamicProvider> {
  const script = near.resolve('@pulumi/pulumi/cmd/dynamic-provider');
  const child = spawn(process.execPath, [script, '127.0.0.1:1'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.resume();
  const client = new ResourceProviderClient(`127.0.0.1:${await firstLine(child.stdout)}`, credentials.createInsecure());
  child.stdout.resume();
  const call = async (method: string, name: string, fields: Readonly<Record<string, unknown>>): Promise<Message> => {
    const request = new proto[name]!();
    for (const [field, value] of Object.entries(fields))
      request[`set${field}`]!(typeof value === 'object' ? Struct.fromJavaScript(value as Wire) : value);
    return new Promise((resolve, reject) => {
      client[method]!(request, (error, answer) => (error === null ? resolve(answer) : reject(error)));
    });
  };
  const props = (answer: Message): Wire => (answer['getProperties']!() as { toJavaScript(): Wire }).toJavaScript();
  await call('configure', 'ConfigureRequest', { Args: {} });
  return {
    async check(news) {
      const answer = await call('check', 'CheckRequest', { Olds: {}, News: news });
      const failures = answer['getFailuresList']!() as { getProperty(): string; getReason(): string }[];
      return failures.map((failure) => `${failure.getProperty()} ${failure.getReason()}`);
    },
    async diff(id, olds, news) {
      const answer = await call('diff', 'DiffRequest', { Id: id, Olds: olds, News: news });
      return { changes: (answer['getChanges']!() as number) === 2, replaces: answer['getReplacesList']!() as string[] };
    },
    async create(inputs) {
      const answer = await call('create', 'CreateRequest', { Properties: inputs });
      return { id: answer['getId']!(), outputs: props(answer) };
    },
    async read(id, known) {
      const answer = await call('read', 'ReadRequest', { Id: id, Properties: known });
      return (answer['getId']!() as string) === '' ? undefined : props(answer);
    },
    async update(id, olds, news) {
      return props(await call('update', 'UpdateRequest', { Id: id, Olds: olds, News: news }));
    },
    async delete(id, known) {
      await call('delete', 'DeleteRequest', { Id: id, Properties: known });
    },
    stop() {
      client.close();
      child.kill('SIGKILL');
    },
  };
}
