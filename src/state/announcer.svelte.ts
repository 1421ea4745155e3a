/** What a screen reader is told of changes that happen away from the focus; one sentence at a time. */
export class Announcer {
  #text = $state('');

  get text(): string {
    return this.#text;
  }

  say(text: string): void {
    // A live region stays silent when its text does not change, so a repeated sentence gets an
    // invisible difference.
    this.#text = text === this.#text ? `${text}\u00a0` : text;
  }
}
