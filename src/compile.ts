/**
 * `npm run compile`, part of `npm ci`: reads the code once, so that Node keeps it compiled, and prepares a database to
 * begin with. Every start is quick, the first one too.
 */
import { readConfig } from './platform/config.ts'
import { connect } from './platform/db/connect.ts'
import { createLog } from './platform/log.ts'

await import('./web/app.ts')
await import('./web/work.ts')
await import('./features/certification/pdf/press.ts')
await import('./features/quizzes/question-files/reading.ts')
const { seedSameEverywhere } = await import('../seeds/reference/seed.ts')
if (process.env.NODE_ENV !== 'production') {
  await import('./web/dev/routes.ts')
  await import('../seeds/demo/seed.ts')
  const { prepare } = await import('./platform/db/prepare.ts')
  const seed = async (url: string) => {
    const db = connect(url, { max: 1, pipeline: true })
    await seedSameEverywhere({ db, config: readConfig({}), log: createLog('silent') }).finally(() => db.destroy())
  }
  // Where Postgres cannot run, who starts Upstander is told why; who only installs it need not be.
  await prepare(seed).catch(() => {})
}
