import type { Attachment } from 'svelte/attachments';

/** Calls back once, when the element is first on the screen or just off it. */
export function whenSeen(onseen: () => void): Attachment {
  return (element) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        onseen();
      },
      { rootMargin: '100px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  };
}
