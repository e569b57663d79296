/** `npm run work`: a worker alone, so that web and work can be scaled apart. */
import { openDatabase, runProcess } from './web/process.ts'
import { openWorker } from './web/work.ts'

await runProcess(process.env, async (own) => {
  const { db, database_url } = await openDatabase(own)
  const worker = await openWorker({ db, database_url, config: own.config, log: own.log })
  own.onStop(() => worker.stop())
  own.log.info('working')
  return 'until stopped'
})
