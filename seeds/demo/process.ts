/** The process that makes the demo: is told the database, says what went wrong, or null, and ends. */
import { clock } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createLog } from '../../src/platform/log.ts'
import { seedDemo } from './seed.ts'

const config = readConfig(process.env)
if (config.clock) clock.set(config.clock)

process.once('message', (database_url: string) => {
  void seedDemo({ database_url, config, log: createLog(config.log_level) })
    .then(
      () => null,
      (error: Error) => error.stack ?? error.message,
    )
    .then((fault) => process.send!(fault, () => process.exit()))
})
// With whom it was made for; what was begun is then undone by the database.
process.once('disconnect', () => process.exit())
