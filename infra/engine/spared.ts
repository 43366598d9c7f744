/**
 * What the SDK does at its start and no plan needs, put off until somebody asks for it: it was half of a plan's time. The
 * program sees the same SDK; what is asked for after all is loaded then, and answers as it always would.
 */

/**
 * Runs in the program's process before the SDK is loaded; nothing outside of it can be named. `mark`: how a note of ours to
 * the engine begins. A part that another version of the SDK has elsewhere is left as it is: slower, and not wrong.
 */
export function spare(mark: string): void {
  const modules = process.getBuiltinModule('node:module');
  const near = modules.createRequire(process.argv[1]!);
  const known = (name: string): unknown => {
    try {
      return near(name) as unknown;
    } catch {
      return undefined;
    }
  };

  /** What others ask of a thing to know what it is. */
  const asking: readonly string[] = ['then', 'prototype', 'name', 'length'];
  /** Stands for a module, or a function or class out of one, until it is used. */
  const late = (open: () => object): object => {
    let opened: object | undefined;
    const real = (): never => (opened ??= open()) as never;
    const member = (key: PropertyKey): unknown => {
      const found: Record<PropertyKey, unknown> = real();
      return key === 'default' && !('default' in found) ? found : found[key];
    };
    return new Proxy(function () {}, {
      get: (_, key) => {
        if (key === '__esModule') return true;
        const isAsked = opened !== undefined || typeof key === 'symbol' || asking.includes(key);
        return isAsked ? member(key) : late(() => member(key) as object);
      },
      has: (_, key) => Reflect.has(real(), key),
      apply: (_, self, given) => Reflect.apply(real(), self, given),
      construct: (_, given) => Reflect.construct(real(), given),
    });
  };
  // Npm's whole tree to pack functions for a cloud, and exporters of traces that nobody here listens to. All are classes
  // and functions: a number or a text could not be put off so.
  const rare =
    /^@npmcli\/arborist$|^@opentelemetry\/(?:resources|sdk-trace-\w+|exporter-[\w-]+|instrumentation(?:-grpc)?)$/;
  type Load = (
    this: unknown,
    request: string,
    parent: { filename?: string | null } | undefined,
    main: boolean,
  ) => object;
  const loader = modules as unknown as Record<'_load', Load>;
  const load = loader['_load'];
  loader['_load'] = function (request, parent, main) {
    const isSdk = /[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename ?? '');
    const open = () => load.call(this, request, parent, main);
    return isSdk && rare.test(request) ? late(open) : open();
  };

  // Hundreds of notes to those who develop Pulumi, each sent only when the one before it was answered.
  type Log = { debug: (message: unknown, ...more: unknown[]) => Promise<void> };
  const log = known('@pulumi/pulumi/log') as Log | undefined;
  if (log !== undefined) {
    const { debug } = log;
    const isOurs = (message: unknown): boolean => typeof message === 'string' && message.startsWith(mark);
    log.debug = (message, ...more) => (isOurs(message) ? debug(message, ...more) : Promise.resolve());
  }

  // Every resource looks where it was written: what is in packages stands as it is, the program's own is mapped back.
  type Site = { getFileName: () => string | null | undefined; toString: () => string };
  type Maps = { install: (options: object) => void; wrapCallSite: (site: Site) => Site };
  const maps = known('source-map-support') as Maps | undefined;
  if (maps !== undefined) {
    maps.install({ handleUncaughtExceptions: false });
    const isForeign = (file: string | null | undefined): boolean => /[\\/]node_modules[\\/]|^node:/.test(file ?? '');
    Error.prepareStackTrace = ({ name, message }, sites) => {
      const told = (site: Site): string => (isForeign(site.getFileName()) ? site : maps.wrapCallSite(site)).toString();
      return [`${name || 'Error'}: ${message || ''}`, ...sites.map(told)].join('\n    at ');
    };
  }

  // And so does every promise, for a message that is off.
  type Promises = { debuggablePromise: (...given: unknown[]) => unknown };
  const promises = known('@pulumi/pulumi/runtime/debuggable.js') as Promises | undefined;
  if (promises !== undefined) {
    const { debuggablePromise } = promises;
    promises.debuggablePromise = (...given) => {
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 0;
      try {
        return debuggablePromise(...given);
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
    };
  }
}
