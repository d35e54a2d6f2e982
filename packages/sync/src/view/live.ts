/** A value that changes over time, for any framework: fits React's `useSyncExternalStore` as it is. */
export interface Live<T> {
  /** The newest value; undefined until the first read has finished. Keeps its identity while nothing changed. */
  readonly current: T | undefined;
  /** Calls `listener` on every change until the returned function is called. Reading starts with the first listener. */
  subscribe(listener: () => void): () => void;
}
