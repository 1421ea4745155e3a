/** What a JSON file of the site holds; null where there is no such file. */
export async function readJson(url: URL, get: typeof fetch): Promise<unknown> {
  const response = await get(url);
  // A development server answers a missing file with the page itself.
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return response.ok && isJson ? response.json() : null;
}
