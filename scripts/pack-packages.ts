/** What packages bring and nobody here asks for: left out, a start reads and runs that much less. */
import type { Plugin } from 'rolldown';

const spawns = "const childProcess = require('node:child_process');";

/** Commander can run commands that are programs of their own: ours are not, and the module that starts them loads the network. */
export function withoutChildren(code: string): string {
  if (!code.includes(spawns)) throw new Error('commander asks for child processes in another way: look again');
  return code.replace(spawns, '').replaceAll(/\bchildProcess\./g, "require('node:child_process').");
}

/** Host functions that `policies/engine` lets a module ask for. The others bring a second reader of YAML. */
export function withoutUnsupplied(code: string): string {
  const left = /^const (?:strings|regex|yaml) = require\("[^"]+"\);\n|^ {2}\.\.\.(?:strings|regex|yaml),\n/gm;
  if (code.match(left)?.length !== 6) throw new Error('opa-wasm lists its host functions in another way: look again');
  return code.replaceAll(left, '');
}

/**
 * Hosts and addresses beyond ASCII, whose patterns cost a start 3 ms. No schema of ours asks for such a format (a test looks);
 * one that did would not pass: it would stop.
 */
export const withoutHosts = (): string => `const stop = () => { throw new Error('a format that is not packed'); };
export { stop as IsHostname, stop as IsIdnHostname, stop as IsIdnEmail };`;

const oneByOne = 'WithCurrent(current, hiddenKeys, enumerableKeys, result);';
const copied = `const all = Keys(current);
    const isPlain = enumerableKeys.length === 0 && !all.some((key) => Guard.IsUnsafePropertyKey(key) || hiddenKeys.includes(key));
    if (isPlain) {
        Object.assign(result, current);
        for (const key of all)
            if (!Object.hasOwn(result, key)) Object.defineProperty(result, key, Object.getOwnPropertyDescriptor(current, key));
    }
    else ${oneByOne}`;

/** typebox copies a schema to say that it may be left out, property by property: 350 times at each start. */
export function withQuickCopies(code: string): string {
  if (code.split(oneByOne).length !== 2) throw new Error('typebox copies schemas in another way: look again');
  return code.replace(oneByOne, copied);
}

const hours = /^(?:const|var) timeData = (\{$[^]*?^\});$/m;

/** The hours of 260 countries, for a form of times that no sentence of ours has: made when one has. */
export function withHoursWhenAsked(code: string): string {
  const [, table] = hours.exec(code) ?? [];
  const rest = code.replace(hours, '');
  if (table === undefined || !rest.includes('timeData['))
    throw new Error('formatjs keeps hours in another way: look again');
  return (
    rest.replaceAll(/\btimeData\[/g, 'timeData()[') +
    `\nlet madeHours;\nfunction timeData() { return (madeHours ??= (${table})); }\n`
  );
}

const changed: readonly (readonly [RegExp, (code: string) => string])[] = [
  [/[\\/]commander[\\/]lib[\\/]command\.js$/, withoutChildren],
  [/[\\/]opa-wasm[\\/]src[\\/]builtins[\\/]index\.js$/, withoutUnsupplied],
  [/[\\/]typebox[\\/]build[\\/]format[\\/](?:idna[\\/]index|idn_email)\.mjs$/, withoutHosts],
  [/[\\/]typebox[\\/]build[\\/]system[\\/]memory[\\/]update\.mjs$/, withQuickCopies],
  [/[\\/]icu-messageformat-parser[\\/]index\.js$/, withHoursWhenAsked],
];

export function leaveOut(): Plugin {
  return {
    name: 'leave-out',
    transform: (code, id) => changed.find(([path]) => path.test(id))?.[1](code),
  };
}
