/** Why a gateway could not be made or started. */
export type GatewayErrorCode = 'bad-option' | 'port-taken' | 'cannot-listen';

/** A gateway that could not be made or started. The message says what to do about it. */
export class GatewayError extends Error {
  readonly code: GatewayErrorCode;

  constructor(code: GatewayErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GatewayError';
    this.code = code;
  }
}
