export const root: string;
export function ensureDependencies(): void;
