/** Input that breaks a contract; `field` is the dotted path of the offending value, e.g. `weights.3.bytes`. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly field: string;

  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`);
    this.field = field;
  }
}
