/** What a frame tells the page around it whenever its content's height changes. */
export interface HeightMessage {
  readonly type: 'stepwise-height';
  /** In CSS pixels. */
  readonly height: number;
}

/**
 * Tells the page around this one how high `content` is, now and whenever that changes. An attachment.
 * The height is no secret, so any page may hear it.
 */
export function reportHeight(content: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    const message: HeightMessage = { type: 'stepwise-height', height };
    parent.postMessage(message, '*');
  });
  observer.observe(content);
  return () => observer.disconnect();
}
