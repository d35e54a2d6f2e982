export type { FeedOptions } from './feed-hub.ts';
export { createGateway, type GatewayConnection } from './gateway.ts';
export { GatewayError, type GatewayErrorCode } from './gateway-error.ts';
export type { GatewayHealth, OozieHealth } from './health.ts';
export type { GatewayOptions, StaticFolder } from './options.ts';
export type { Refusal } from './refusal.ts';
export { type Gateway, type StartGatewayOptions, startGateway } from './start-gateway.ts';
