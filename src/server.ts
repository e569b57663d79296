/** `npm start`: the web server, with the worker in the same process unless WORKER=off. */
import { flushCompileCache } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import { drain, listen } from './web/listen.ts'
import { openDatabase, runProcess } from './web/process.ts'

/** A load balancer must see the 503 before the port closes. */
const noticeMilliseconds = 3000
const drainMilliseconds = 20_000

await runProcess(process.env, async (own) => {
  const { config, log, onStop } = own
  const { server, serve } = await listen(config.port)
  onStop(() => drain(server, 0))
  const [{ db, database_url }, { createApp }, { openWorker }, { endStreams }, demo] = await Promise.all([
    openDatabase(own),
    import('./web/app.ts'),
    import('./web/work.ts'),
    import('./features/live-room/index.ts'),
    config.demo ? import('../seeds/demo/seed.ts') : undefined,
  ])
  const { startBeats } = await import('./platform/beats.ts')
  const beats = await startBeats(db, log)
  onStop(() => beats.stop())
  await demo?.seedDemo({ database_url, config, log })
  const state = { draining: false }
  const app = await createApp({ config, db, log, state })
  const worker = config.worker ? await openWorker({ db, database_url, config, log }) : undefined
  onStop(() =>
    Promise.all([
      worker?.stop(),
      (async () => {
        state.draining = true
        if (config.production) await wait(noticeMilliseconds)
        await endStreams(db)
        await drain(server, drainMilliseconds)
      })(),
    ]),
  )
  // Whoever sees it ready must be able to read where it is.
  const greeting = config.production ? null : await (await import('./web/dev/greeting.ts')).greeting({ db, config })
  serve(app)
  if (greeting === null) log.info({ port: config.port }, 'ready')
  else process.stdout.write(greeting)
  // Soon, for a process that is killed writes nothing at its end; not now, for nothing else is done meanwhile.
  setTimeout(flushCompileCache, 2000).unref()
  return 'until stopped'
})
