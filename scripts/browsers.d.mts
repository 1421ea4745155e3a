export function findChromium(): string | null;
export function ensureChromium(): string;
export function findFirefox(): string | null;
export function ensureFirefox(): string;
