/** Pulumi's Kubernetes package, loaded only by a program that makes something in a cluster: whoever has none needs it not. */
import { createRequire } from 'node:module';
import type * as Kubernetes from '@pulumi/kubernetes';

export const kubernetes = (): typeof Kubernetes =>
  createRequire(import.meta.url)('@pulumi/kubernetes') as typeof Kubernetes;
