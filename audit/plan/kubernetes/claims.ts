/** What only objects of Kubernetes begin with. A chart, its values and a kustomization say some of it, and are none. */
import type { Head } from '../reader.ts';
import { isReport } from './release.ts';

const names = ['apiVersion', 'kind', 'metadata', 'items'];
const anchored = names.map((name) => new RegExp(`^["']?${name}["']?[ \\t]*:`, 'm'));
const quoted = names.map((name) => new RegExp(`"${name}"\\s*:`));
const flowing = names.map((name) => new RegExp(`\\b${name}\\s*:`));
const firstVersion = /^apiVersion[ \t]*:[ \t]*["']?([^\s"']*)/m;

/** Two of the four: one of them alone says nothing. */
const hasTwo = (patterns: readonly RegExp[], text: string): boolean =>
  patterns.filter((pattern) => pattern.test(text)).length >= 2;

const isKustomization = (text: string): boolean =>
  firstVersion.exec(text)?.[1]?.startsWith('kustomize.config.k8s.io/') === true;

const claims: Readonly<Record<Head['shape'], (head: Head) => boolean>> = {
  // `{apiVersion: v1}` is YAML and no JSON, and `{{` begins a template, which is worth saying.
  object: ({ text, keys }) =>
    names.filter((name) => keys.has(name)).length >= 2 ||
    (/^\s*\{\s*\w/.test(text) && hasTwo(flowing, text)) ||
    (/^\s*\{\{/.test(text) && hasTwo(anchored, text)),
  array: ({ text }) => /^\s*\[\s*\{/.test(text) && hasTwo(quoted, text),
  // A key in quotes looks like one text.
  scalar: ({ text }) => hasTwo(anchored, text),
  other: ({ text }) => isReport(text) || (hasTwo(anchored, text) && !isKustomization(text)),
};

export const isKubernetes = (head: Head): boolean => claims[head.shape](head);
