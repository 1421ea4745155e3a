/** What some browsers tell of the connection (the Network Information API); Firefox and Safari tell nothing. */
interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
  readonly effectiveType?: string;
}

/** True where the visitor asked to save data, pays by the byte, or waits long: ask before a download. */
export function isThrifty(navigator: object | undefined): boolean {
  const connection = (navigator as { readonly connection?: Connection } | undefined)?.connection;
  const { saveData, type, effectiveType } = connection ?? {};
  return saveData === true || type === 'cellular' || /2g|3g/.test(effectiveType ?? '');
}
