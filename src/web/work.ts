/** The worker with every room's jobs and the mail server of the settings. */
import type { Worker } from '../platform/jobs/work.ts'
import { startWorker } from '../platform/jobs/work.ts'
import { smtpTransport } from '../platform/mail/send.ts'
import { jobsOf, regularJobs } from './jobs.ts'
import type { Database, Process } from './process.ts'

type Parts = Pick<Database, 'db' | 'database_url'> & Pick<Process, 'config' | 'log'>

export async function openWorker({ db, database_url, config, log }: Parts): Promise<Worker> {
  const transport = config.smtp_url ? smtpTransport(config.smtp_url) : null
  const handlers = await jobsOf(config, transport)
  const worker = await startWorker({ db, url: database_url, config, log, handlers, regular: regularJobs })
  return {
    stop: async () => {
      await worker.stop()
      transport?.close()
    },
  }
}
