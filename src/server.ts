/** `npm start`: the web server, with the worker in the same process unless WORKER=off. */
import { setTimeout as wait } from 'node:timers/promises'
import { startWorker } from './platform/jobs/work.ts'
import { smtpTransport } from './platform/mail/send.ts'
import { createApp } from './web/app.ts'
import { allJobs, regularJobs } from './web/jobs.ts'
import { drain, listen } from './web/listen.ts'
import { refuseToStart, startProcess, stopOnSignal } from './web/process.ts'

try {
  const { config, log, db, sessionPool, database_url, onStop, stop } = await startProcess(process.env)
  const state = { draining: false }
  try {
    const app = await createApp({ config, db, sessionPool, log, state })
    const server = await listen(app, config.port)
    if (config.demo && !config.production) {
      const { seedDemo } = await import('../seeds/demo/seed.ts')
      await seedDemo({ db, config, log })
    }
    if (config.worker) {
      const transport = config.smtp_url ? smtpTransport(config.smtp_url) : null
      const worker = await startWorker({
        db,
        url: database_url,
        config,
        log,
        handlers: allJobs(transport),
        regular: regularJobs,
      })
      onStop(async () => transport?.close())
      onStop(() => worker.stop())
    }
    stopOnSignal(async () => {
      state.draining = true
      // A load balancer must see the 503 before the port closes.
      if (config.production) await wait(3000)
      await drain(server, 20_000)
      await stop()
    })
    if (!config.production) {
      const { greeting } = await import('./web/dev/greeting.ts')
      process.stdout.write(await greeting({ db, config }))
    } else log.info({ port: config.port }, 'ready')
  } catch (error) {
    await stop()
    throw error
  }
} catch (error) {
  refuseToStart(error)
}
