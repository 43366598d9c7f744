/** One mutation of the design's estate for each problem, by what is wrong. */
import { documents } from './documents.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { places } from './places.ts';
import { promises } from './promises.ts';
import { tables } from './tables.ts';
import type { Mutation } from './mutation.ts';

export const mutations: readonly Mutation[] = [...forms, ...names, ...places, ...promises, ...documents, ...tables];
