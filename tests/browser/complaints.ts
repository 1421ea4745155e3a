import type { Page } from 'playwright-core';

/** Hands on what a page throws, and its console's errors and warnings that are not `expected`. */
export function watchComplaints(
  page: Page,
  oncomplaint: (text: string) => void,
  expected?: RegExp,
): void {
  page.on('pageerror', (error) => oncomplaint(error.message));
  page.on('console', (message) => {
    const isOwn = !expected?.test(message.text());
    if (['error', 'warning'].includes(message.type()) && isOwn) oncomplaint(message.text());
  });
}
