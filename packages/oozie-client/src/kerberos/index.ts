export {
  type KerberosClient,
  type KerberosModule,
  type SpnegoOptions,
  spnegoAuthentication,
} from './spnego-authentication.ts';
