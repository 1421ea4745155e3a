const USER = 'user|human|you|me|prompt';
const ASSISTANT =
  'assistant|chat ?gpt|gpt(?:-?[\\w.]{1,12})?|claude(?: [\\w.]{1,12}){0,2}|gemini|copilot|deepseek(?:-[\\w.]{1,12})?|llama(?:-[\\w.]{1,12})?|qwen(?:-?[\\w.]{1,12})?|mistral|grok|ai|bot|model';
const ROLE = new RegExp(
  String.raw`^[ \t]*(?:[#>*_]{1,6}[ \t]*)?\[?(system|${USER}|${ASSISTANT})(?:[ \t]+said)?\]?[*_]{0,3}[ \t]*(?:[:：][*_]{0,3}|$)[ \t]*`,
  'i',
);
// Other marks of turns, as chat templates write them.
const TEMPLATE_TURNS =
  /<\|im_start\|>\s*(\w{1,20})|<\|start_header_id\|>\s*(\w{1,20})\s*<\|end_header_id\|>|<start_of_turn>\s*(\w{1,20})|<\|(user|assistant|system)\|>/g;
const TEMPLATE_ENDS =
  /<\|(?:im_end|eot_id|end|endoftext|begin_of_text|end_of_text)\|>|<end_of_turn>|<\/?s>/g;

/** A turn of a conversation: whose it is, the name as the log writes it, and what was said. */
export interface Turn {
  readonly by: 'system' | 'user' | 'assistant';
  readonly name: string;
  readonly text: string;
}

/**
 * The turns of a chat log ("User: … Assistant: …", "You said:", chat templates), what precedes the
 * first name counting as the user's; null for a text in which no assistant answers.
 */
export function chatTurns(text: string): Turn[] | null {
  const turns: { by: Turn['by']; name: string; lines: string[] }[] = [];
  let opening: string[] | null = [];
  for (const line of withTemplatesAsNames(text).split('\n')) {
    const role = ROLE.exec(line.slice(0, 80));
    if (role) {
      turns.push({
        by: speaker(role[1]),
        name: role[1] ?? '',
        lines: [line.slice(role[0].length)],
      });
      if (opening && opening.join('').trim() !== '') {
        turns.unshift({ by: 'user', name: '', lines: opening });
      }
      opening = null;
    } else (turns.at(-1)?.lines ?? opening)?.push(line);
  }
  const spoken = turns
    .map(({ lines, ...turn }) => ({ ...turn, text: lines.join('\n').trim() }))
    .filter((turn) => turn.text !== '');
  const firstUser = spoken.findIndex((turn) => turn.by === 'user');
  const answered = spoken.some((turn, i) => turn.by === 'assistant' && i > firstUser);
  return firstUser >= 0 && answered ? spoken : null;
}

function speaker(name = ''): Turn['by'] {
  if (/^system$/i.test(name)) return 'system';
  return new RegExp(`^(?:${USER})$`, 'i').test(name) ? 'user' : 'assistant';
}

function withTemplatesAsNames(text: string): string {
  return text
    .replace(
      TEMPLATE_TURNS,
      (_, a?: string, b?: string, c?: string, d?: string) => `\n${a ?? b ?? c ?? d ?? ''}:\n`,
    )
    .replace(/\[INST\]/g, '\nUser:\n')
    .replace(/\[\/INST\]/g, '\nAssistant:\n')
    .replace(TEMPLATE_ENDS, '\n');
}
