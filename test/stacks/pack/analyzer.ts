/** A real analyzer process, as Pulumi starts it, spoken to over its own protocol. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

export const checkout = resolve(import.meta.dirname, '../../..');
export const packFolder = join(checkout, 'stacks/pack');

export interface Diagnostic {
  readonly policy: string;
  readonly level: 'advisory' | 'mandatory' | 'other';
  readonly message: string;
  readonly urn: string;
}
export interface Analysed {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly provider?: { readonly type: string; readonly props: Readonly<Record<string, unknown>> };
  /** Property → names of resources. */
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

export const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const urnOf = (type: string, name: string) => `urn:pulumi:private::exercise::${type}::${name}`;

/** Another configuration is another provider. */
const nameOf = (props: object) => `of-${Buffer.from(JSON.stringify(props)).toString('base64url')}`;

interface Wire {
  [method: string]: (...given: never[]) => unknown;
}
type Made = new () => Wire;

export interface Started {
  readonly stdout: () => string;
  readonly stderr: () => string;
  info(): Promise<{ name: string; version: string; policies: { name: string; level: number; type: number }[] }>;
  analyze(resource: Analysed): Promise<Diagnostic[]>;
  analyzeStack(resources: readonly Analysed[]): Promise<Diagnostic[]>;
  stop(): Promise<void>;
}

/** `modules`: a folder whose node_modules hold Pulumi. Rejects with what the process said when it ends before it listens. */
export async function startPack(folder: string, modules: string, env: NodeJS.ProcessEnv): Promise<Started> {
  const from = createRequire(join(modules, 'program.js'));
  const sdk = createRequire(from.resolve('@pulumi/pulumi/package.json'));
  const proto = sdk('@pulumi/pulumi/proto/analyzer_pb.js') as Record<string, Made>;
  const { AnalyzerClient } = sdk('@pulumi/pulumi/proto/analyzer_grpc_pb.js') as {
    AnalyzerClient: new (...a: unknown[]) => Wire;
  };
  const { Struct } = sdk('google-protobuf/google/protobuf/struct_pb.js') as {
    Struct: { fromJavaScript(v: object): object };
  };
  const { Empty } = sdk('google-protobuf/google/protobuf/empty_pb.js') as { Empty: Made };
  const grpc = sdk('@grpc/grpc-js') as { credentials: { createInsecure(): object } };

  const child = spawn(process.execPath, [from.resolve('@pulumi/pulumi/cmd/run-policy-pack'), '127.0.0.1:0', folder], {
    cwd: folder,
    env: { PATH: process.env['PATH'], LANG: 'C', ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  const port = await new Promise<string>((done, fail) => {
    child.stdout.on('data', () => /^(\d+)\n/.test(stdout) && done(stdout.split('\n')[0]!));
    void ended.then((code) => fail(new Error(`the pack ended with ${code}: ${stderr}${stdout}`)));
  });
  const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const call = (method: string, request: object) =>
    new Promise<Wire>((done, fail) => {
      (client[method] as (...given: unknown[]) => void)(request, (error: Error | null, answer: Wire) =>
        error === null ? done(answer) : fail(error),
      );
    });
  const set = (target: Wire, values: Readonly<Record<string, unknown>>) => {
    for (const [name, value] of Object.entries(values))
      (target[`set${name}`] as (v: unknown) => void).call(target, value);
    return target;
  };
  const get = (target: Wire, name: string) => (target[`get${name}`] as () => unknown).call(target);

  function provided(provider: NonNullable<Analysed['provider']>) {
    const { type, props } = provider;
    return set(new proto['AnalyzerProviderResource']!(), {
      Type: type,
      Name: nameOf(props),
      Urn: urnOf(type, nameOf(props)),
      Properties: Struct.fromJavaScript(props),
    });
  }
  const told = (answer: Wire): Diagnostic[] =>
    (get(answer, 'DiagnosticsList') as Wire[]).map((each) => ({
      policy: get(each, 'Policyname') as string,
      level: (['advisory', 'mandatory'] as const)[get(each, 'Enforcementlevel') as number] ?? 'other',
      message: get(each, 'Message') as string,
      urn: get(each, 'Urn') as string,
    }));
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    async info() {
      const answer = await call('getAnalyzerInfo', new Empty());
      const policies = get(answer, 'PoliciesList') as Wire[];
      return {
        name: get(answer, 'Name') as string,
        version: get(answer, 'Version') as string,
        policies: policies.map((each) => ({
          name: get(each, 'Name') as string,
          level: get(each, 'Enforcementlevel') as number,
          type: get(each, 'PolicyType') as number,
        })),
      };
    },
    async analyze({ type, name, props, provider }) {
      const request = set(new proto['AnalyzeRequest']!(), {
        Type: type,
        Name: name,
        Urn: urnOf(type, name),
        Properties: Struct.fromJavaScript(props),
        Options: new proto['AnalyzerResourceOptions']!(),
        ...(provider === undefined ? {} : { Provider: provided(provider) }),
      });
      return told(await call('analyze', request));
    },
    async analyzeStack(resources) {
      const urns = new Map(resources.map(({ type, name }) => [name, urnOf(type, name)]));
      const list = resources.map(({ type, name, props, provider, dependencies = {} }) => {
        const resource = set(new proto['AnalyzerResource']!(), {
          Type: type,
          Name: name,
          Urn: urnOf(type, name),
          Properties: Struct.fromJavaScript(props),
          Options: new proto['AnalyzerResourceOptions']!(),
          DependenciesList: Object.values(dependencies)
            .flat()
            .map((each) => urns.get(each)),
          ...(provider === undefined ? {} : { Provider: provided(provider) }),
        });
        const map = get(resource, 'PropertydependenciesMap') as { set(key: string, value: Wire): void };
        for (const [property, names] of Object.entries(dependencies))
          map.set(
            property,
            set(new proto['AnalyzerPropertyDependencies']!(), { UrnsList: names.map((each) => urns.get(each)) }),
          );
        return resource;
      });
      return told(await call('analyzeStack', set(new proto['AnalyzeStackRequest']!(), { ResourcesList: list })));
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}
