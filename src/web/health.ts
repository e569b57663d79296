/** Alive and ready, for whatever watches this process. */
import type { Express } from 'express'
import type { Knex } from 'knex'

/** `state.draining` makes the process not ready while requests in flight finish. */
export function mountHealth(app: Express, db: Knex, state: { draining: boolean }): void {
  app.get('/healthz', (_req, res) => {
    res.type('text').send('alive')
  })
  app.get('/readyz', async (_req, res) => {
    const isReady =
      !state.draining &&
      (await db.raw('select 1').then(
        () => true,
        () => false,
      ))
    res
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready' : 'not ready')
  })
}
