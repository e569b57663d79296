/** Alive and ready, for whatever watches this process. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Express } from 'express'
import type { Knex } from 'knex'

const patienceMilliseconds = 3000

/** `state.draining` makes the process not ready while requests in flight finish. */
export function mountHealth(app: Express, db: Knex, state: { draining: boolean }): void {
  app.use((_req, res, next) => {
    // No connection may wait for a next request when the port closes.
    if (state.draining) res.setHeader('Connection', 'close')
    next()
  })
  app.get('/healthz', (_req, res) => {
    res.type('text').send('alive')
  })
  app.get('/readyz', async (_req, res) => {
    const isReady = !state.draining && (await answers(db))
    res
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready' : 'not ready')
  })
}

function answers(db: Knex): Promise<boolean> {
  const answer = db.raw('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([answer, wait(patienceMilliseconds, false, { ref: false })])
}
