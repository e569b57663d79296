/** Stops the Postgres of a test run. */
import { startEmbeddedPostgres } from '../../src/platform/db/embedded.ts'

const server = await startEmbeddedPostgres({ folder: process.argv[2]!, durable: false })
await server.stop()
process.exit(0)
