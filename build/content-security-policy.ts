import type { Plugin } from 'vite';
import { contentSecurityPolicy } from '../src/service-worker/site-headers.ts';

/** Writes the site's policy into its page, so that it holds on hosts whose headers nobody can set. */
export function policyInPage(): Plugin {
  return {
    name: 'stepwise:policy-in-page',
    // The development server needs what the policy forbids.
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}
