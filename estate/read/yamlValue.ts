/** YAML tree → plain JSON value, noting where everything is written and refusing what JSON cannot carry. */
import { isMap, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Json } from '../canonical.ts';
import type { TokenFlaw } from './yamlTokens.ts';
import { pointerTo, type WrittenPositions } from './positions.ts';

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

type JsonObject = { [key: string]: Json };

export class YamlValues {
  readonly flaws: TokenFlaw[] = [];
  readonly #positions: WrittenPositions;

  constructor(positions: WrittenPositions) {
    this.#positions = positions;
  }

  #refuse(code: string, offset: number, values: TokenFlaw['values'] = {}): undefined {
    this.flaws.push({ code, offset, values });
  }

  #scalar(node: Scalar.Parsed): Json | undefined {
    const { value } = node;
    const [offset] = node.range;
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') return value.isWellFormed() ? value : this.#refuse('yaml-text', offset);
    const number = Number(value);
    const isSafe = Number.isFinite(number) && (typeof value !== 'bigint' || Number.isSafeInteger(number));
    return isSafe ? number : this.#refuse('yaml-number', offset);
  }

  /** `yaml` compares each key with every other one, so that a million keys cost a day: a set does it here. */
  #map(node: YAMLMap.Parsed, pointer: string): JsonObject {
    const result: JsonObject = {};
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : undefined;
      const [offset] = key.range;
      if (name === undefined) this.#refuse('yaml-key', offset);
      else if (forbiddenKeys.has(name)) this.#refuse('yaml-key', offset);
      else if (Object.hasOwn(result, name)) this.#refuse('yaml-duplicate', offset, { key: name });
      else {
        const inner = pointerTo(pointer, name);
        this.#positions.note(inner, offset, value?.range[0] ?? offset);
        result[name] = (value && this.value(value, inner)) ?? null;
      }
    }
    return result;
  }

  #list(node: YAMLSeq.Parsed, pointer: string): Json[] {
    return node.items.map((item, index) => {
      const inner = pointerTo(pointer, index);
      const [offset] = item.range;
      this.#positions.note(inner, offset, offset);
      return this.value(item, inner) ?? null;
    });
  }

  value(node: ParsedNode, pointer: string): Json | undefined {
    if (isScalar(node)) return this.#scalar(node);
    if (isMap(node)) return this.#map(node, pointer);
    return isSeq(node) ? this.#list(node, pointer) : undefined;
  }
}
