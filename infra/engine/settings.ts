/** Configuration of one stack: what the project declares, then what the stack says. */
import { isTree, unknownValue } from './values.ts';
import { readDocument, stackFile, type Project } from './project.ts';
import { Unplannable } from './unplannable.ts';

export interface Setting {
  /** With its namespace: `aws:region`. */
  readonly key: string;
  /** What is not a text is JSON. Of an encrypted value, the mark of the unknown: nobody here decrypts. */
  readonly value: string;
  readonly secret: boolean;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function settingOf(key: string, value: unknown): Setting {
  const isClosed = isTree(value) && 'secure' in value;
  return { key, value: isClosed ? unknownValue : textOf(value), secret: isClosed };
}

/** A scalar is a value; a declaration has a value, a default, or must be filled by each stack. */
function declaredSetting(key: string, declared: unknown): Setting | undefined {
  if (!isTree(declared)) return settingOf(key, declared);
  const given = declared['value'] ?? declared['default'];
  if (given === undefined) return undefined;
  return { ...settingOf(key, given), ...(declared['secret'] === true ? { secret: true } : {}) };
}

/** Throws `stack-unknown` where the stack has no file, and `setting-missing` where the project asks for what it does not say. */
export function settingsOf(project: Project, stack: string): readonly Setting[] {
  const file = stackFile(project, stack);
  if (file === undefined && stack.includes('/'))
    throw new Unplannable('stack-qualified', { stack, name: stack.split('/').at(-1)! });
  if (file === undefined) throw new Unplannable('stack-unknown', { stack, project: project.name });
  const full = (key: string) => (key.includes(':') ? key : `${project.name}:${key}`);
  const said = readDocument(file)['config'];
  const own = Object.entries(isTree(said) ? said : {}).map(([key, value]) => settingOf(full(key), value));
  const ownKeys = new Set(own.map(({ key }) => key));
  const declared = Object.entries(project.declared).flatMap(([key, value]) => {
    if (ownKeys.has(full(key))) return [];
    const setting = declaredSetting(full(key), value);
    if (setting === undefined) throw new Unplannable('setting-missing', { key: full(key), stack });
    return [setting];
  });
  return [...declared, ...own].sort((one, other) => (one.key < other.key ? -1 : 1));
}
