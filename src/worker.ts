/** `npm run work`: a worker alone, so that web and work can be scaled apart. */
import { startWorker } from './platform/jobs/work.ts'
import { smtpTransport } from './platform/mail/send.ts'
import { allJobs, regularJobs } from './web/jobs.ts'
import { refuseToStart, startProcess, stopOnSignal } from './web/process.ts'

try {
  const { config, log, db, database_url, onStop, stop } = await startProcess(process.env)
  const transport = config.smtp_url ? smtpTransport(config.smtp_url) : null
  onStop(async () => transport?.close())
  const worker = await startWorker({
    db,
    url: database_url,
    config,
    log,
    handlers: allJobs(transport),
    regular: regularJobs,
  })
  onStop(() => worker.stop())
  stopOnSignal(stop)
  log.info('working')
} catch (error) {
  refuseToStart(error)
}
