/**
 * The value of a JSON text of no more than `maxDepth` arrays and objects within each other; else
 * throws a SyntaxError. Deeper nesting than any format needs only serves to exhaust a stack.
 */
export function parseJson(text: string, maxDepth: number): unknown {
  if (isDeeper(text, maxDepth)) throw new SyntaxError(`nested deeper than ${maxDepth} levels`);
  return JSON.parse(text);
}

function isDeeper(text: string, maxDepth: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (isInString) {
      if (character === '\\') i++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '[' || character === '{') {
      if (++depth > maxDepth) return true;
    } else if (character === ']' || character === '}') depth--;
  }
  return false;
}
