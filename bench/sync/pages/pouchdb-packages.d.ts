/** What the bench uses of PouchDB, whose packages come without types. */
declare namespace PouchDB {
  interface Database {
    bulkDocs(documents: readonly object[]): Promise<unknown>;
    createIndex(options: { index: { fields: readonly string[] } }): Promise<unknown>;
    find(query: {
      selector: object;
      sort: readonly Readonly<Record<string, 'asc' | 'desc'>>[];
      limit: number;
    }): Promise<{ docs: readonly { readonly _id: string }[] }>;
  }
}

declare module 'pouchdb-browser' {
  const Made: {
    new (name: string, options: { adapter: string; auto_compaction: boolean }): PouchDB.Database;
    plugin(plugin: unknown): void;
  };
  export default Made;
}

declare module 'pouchdb-find' {
  const plugin: unknown;
  export default plugin;
}
