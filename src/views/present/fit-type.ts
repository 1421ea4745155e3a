/** Sizes of type in rem, from the back row's to the smallest that is still called large. */
const sizes = [3.2, 2.9, 2.6, 2.35, 2.1, 1.9, 1.7, 1.5, 1.35, 1.2];
/** A line should hold at least so many times the size of its type. */
const leastMeasure = 26;

/**
 * Keeps `--size` on an element at the largest size of type at which its only child fits into it; what
 * does not fit at the smallest scrolls. An attachment.
 */
export function fitType(element: HTMLElement): () => void {
  const observer = new ResizeObserver(() => requestAnimationFrame(fit));
  observer.observe(element);
  if (element.firstElementChild) observer.observe(element.firstElementChild);
  return () => observer.disconnect();

  function fit(): void {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const widest = element.clientWidth / rem / leastMeasure;
    for (const size of sizes) {
      if (size > widest && size !== sizes.at(-1)) continue;
      element.style.setProperty('--size', `${size}rem`);
      if (element.scrollHeight <= element.clientHeight) return;
    }
  }
}
