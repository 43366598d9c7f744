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

const changed: readonly (readonly [RegExp, (code: string) => string])[] = [
  [/[\\/]commander[\\/]lib[\\/]command\.js$/, withoutChildren],
  [/[\\/]opa-wasm[\\/]src[\\/]builtins[\\/]index\.js$/, withoutUnsupplied],
  [/[\\/]typebox[\\/]build[\\/]format[\\/](?:idna[\\/]index|idn_email)\.mjs$/, withoutHosts],
];

export function leaveOut(): Plugin {
  return {
    name: 'leave-out',
    transform: (code, id) => changed.find(([path]) => path.test(id))?.[1](code),
  };
}
