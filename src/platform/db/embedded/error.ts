/** What is thrown when the embedded Postgres cannot run: its message is one plain sentence for whoever starts it. */
import { StartError } from '../../start-error.ts'

export class EmbeddedPostgresError extends StartError {
  override name = 'EmbeddedPostgresError'
}
