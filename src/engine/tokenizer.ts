import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { describe, EngineError } from './engine-error.ts';

/** Text to token ids and back, by a model's `tokenizer.json`. */
export class Tokenizer {
  readonly #tokenizer: HuggingFaceTokenizer;

  /** `bytes` are the file; throws `manifest` when they are not a tokenizer. */
  constructor(bytes: Uint8Array) {
    try {
      const json = JSON.parse(new TextDecoder().decode(bytes)) as object;
      this.#tokenizer = new HuggingFaceTokenizer(json, {});
    } catch (error) {
      throw new EngineError('manifest', 'The model’s tokenizer cannot be read.', describe(error));
    }
  }

  /**
   * The ids of a text without the white space around it; none for a blank one. The file knows no
   * special tokens, so no text can stand for one.
   */
  encode(text: string): number[] {
    return this.#tokenizer.encode(text.trim(), { add_special_tokens: false }).ids;
  }

  /**
   * The text of each id. A character whose bytes are spread over several tokens is given to the
   * last of them, so that the texts joined are the text that was encoded.
   */
  texts(ids: readonly number[]): string[] {
    let pending: number[] = [];
    return ids.map((id, i) => {
      pending.push(id);
      const text = this.#tokenizer.decode(pending, { clean_up_tokenization_spaces: false });
      const unfinished = text.endsWith('\uFFFD') && i + 1 < ids.length && pending.length < 4;
      if (unfinished) return '';
      pending = [];
      return text;
    });
  }
}
