/** What is thrown when the embedded Postgres cannot run: its message is one plain sentence for whoever starts it. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}
