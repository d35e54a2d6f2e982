import type { FeedOptions } from './feed-hub.ts';

/** A folder whose files the gateway serves. */
export interface StaticFolder {
  /** URL path of the folder: `/`, or `/examples/field-survey/`. */
  readonly at: string;
  /** The folder on this machine. */
  readonly folder: string;
}

/** What a gateway needs to know. */
export interface GatewayOptions {
  /** Base URL of Oozie, e.g. `http://127.0.0.1:11000/oozie`. */
  readonly oozieUrl: string;
  /** Told to browsers: the folder, in a file system that Oozie reads, where definitions are put. */
  readonly definitionRoot?: string;
  /** Told to browsers: the default file system of jobs, e.g. `hdfs://namenode:8020`. */
  readonly fileSystem?: string;
  /** Applications served beside Oozie. The longest matching `at` owns a path. Default: none. */
  readonly staticFolders?: readonly StaticFolder[];
  /**
   * Everybody behind this gateway is this user, for Oozie's simple authentication. Identities that clients
   * send (`user.name`, `doAs`, `user`, a `hadoop.auth` cookie) are dropped. Default: clients say who they are.
   */
  readonly user?: string;
  /**
   * Host names that clients may use for this gateway, beside loopback names; guards against DNS rebinding.
   * `'any'` turns the check off. Default: none, but `'any'` when `startGateway` listens beyond loopback.
   */
  readonly allowedHosts?: readonly string[] | 'any';
  /**
   * Where Oozie reaches this gateway, e.g. `http://gateway.example:4600`. Told to browsers, whose jobs then notify it,
   * so that what becomes of them shows at once. Default: none; it is looked at Oozie's lists only.
   */
  readonly notifyUrl?: string;
  /** How `/howdah/feed` looks at Oozie, and for how many. */
  readonly feed?: FeedOptions;
  /** Milliseconds to wait for a connection to Oozie. Default 5000. */
  readonly connectTimeoutMs?: number;
  /** Gets one line for each thing that went wrong. Default: silence. */
  readonly log?: (line: string) => void;
}
