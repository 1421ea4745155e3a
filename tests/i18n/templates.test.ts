import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

/** Names, which need no translation. */
const allowed = new Set(['Stepwise', 'arXiv']);

/** Attributes and properties whose text is read. */
const spoken = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label']);

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const templates = [
  'src/App.svelte',
  ...['src/views', 'src/ui', 'src/charts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.svelte'))
      .map((name) => join(folder, name)),
  ),
];

/** The literal texts that a template shows or has read out. */
function literalTexts(source: string): string[] {
  const { fragment } = parse(source, { modern: true });
  return [...textsIn(fragment)].filter((text) => /\p{L}/u.test(text) && !allowed.has(text.trim()));
}

function* textsIn(fragment: AST.Fragment): Generator<string> {
  for (const node of fragment.nodes) {
    if (node.type === 'Text') yield node.data;
    if (node.type === 'ExpressionTag') yield* valuesOf(node.expression);
    if ('attributes' in node) {
      for (const attribute of node.attributes) {
        if (attribute.type === 'Attribute' && spoken.has(attribute.name)) {
          yield* attributeTexts(attribute.value);
        }
      }
    }
    // Fragments of elements, blocks and snippets, whatever each calls them.
    for (const inner of Object.values(node)) if (isFragment(inner)) yield* textsIn(inner);
  }
}

function* attributeTexts(value: AST.Attribute['value']): Generator<string> {
  if (value === true) return;
  for (const part of Array.isArray(value) ? value : [value]) {
    if (part.type === 'Text') yield part.data;
    else yield* valuesOf(part.expression);
  }
}

/** The literal texts that an expression may come out as. */
function* valuesOf(expression: unknown): Generator<string> {
  if (!isNode(expression)) return;
  const { type } = expression;
  if (type === 'Literal' && typeof expression.value === 'string') yield expression.value;
  if (type === 'ConditionalExpression') {
    yield* valuesOf(expression.consequent);
    yield* valuesOf(expression.alternate);
  }
  if (
    type === 'LogicalExpression' ||
    (type === 'BinaryExpression' && expression.operator === '+')
  ) {
    yield* valuesOf(expression.left);
    yield* valuesOf(expression.right);
  }
  if (type === 'TemplateLiteral') {
    const { quasis, expressions } = expression as unknown as Record<string, Node[]>;
    for (const { value } of quasis ?? []) yield (value as { readonly raw: string }).raw;
    for (const part of expressions ?? []) yield* valuesOf(part);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isFragment(value: unknown): value is AST.Fragment {
  return isNode(value) && value.type === 'Fragment';
}

describe('a template', () => {
  it.each([
    '<p>Text</p>',
    '{#if a}{:else}<p title="Text"></p>{/if}',
    '{#each a as b}{b ? "Text" : ""}{/each}',
    '{#await a then b}{:catch}<Menu label={`${b} text`} />{/await}',
    '{#snippet s()}{a || "Text"}{/snippet}',
    '<Menu>{#snippet s()}{#key a}Text{/key}{/snippet}</Menu>',
  ])('would be caught with words of its own: %s', (source) => {
    expect(literalTexts(source)).not.toEqual([]);
  });

  it.each(['<p class="text">{a}: 3 {b === "text" ? c : d}</p>', '<b>Stepwise</b>'])(
    'may hold what is not read: %s',
    (source) => {
      expect(literalTexts(source)).toEqual([]);
    },
  );

  it.each(templates)('has its words from an area: %s', (file) => {
    expect(literalTexts(readFileSync(file, 'utf8'))).toEqual([]);
  });
});
