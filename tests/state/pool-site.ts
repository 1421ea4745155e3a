import { readFileSync } from 'node:fs';

/** `fetch` for a site that publishes the fixtures' pool; `missing` names what it lacks. */
export function poolSite(missing?: string): typeof fetch {
  return (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (missing !== undefined && pathname.includes(missing)) {
      return Promise.resolve(new Response('', { status: 404 }));
    }
    const body = readFileSync(`tests/fixtures${pathname}`, 'utf8');
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(body, { headers }));
  };
}
