/** The web server: the middleware, one line each, in order. */
import express from 'express'
import type { Express } from 'express'
import type { Knex } from 'knex'
import type { Config } from '../platform/config.ts'
import type { Logger } from '../platform/log.ts'
import { errorPages, notFound } from './error-pages.ts'
import { mountHealth } from './health.ts'
import { currentPerson } from './middleware/current-person.ts'
import { originCheck } from './middleware/origin-check.ts'
import { requestContext } from './middleware/request-id.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { webSession } from './middleware/session.ts'
import { staticFiles } from './middleware/static-files.ts'
import { packageHost } from './package-host.ts'
import { passportFor } from './passport.ts'
import { mountRooms } from './routes.ts'

export interface AppParts {
  config: Config
  db: Knex
  log: Logger
  state: { draining: boolean }
}

export async function createApp({ config, db, log, state }: AppParts): Promise<Express> {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trust_proxy)
  app.set('query parser', 'simple')
  app.set('case sensitive routing', true)

  app.use(packageHost({ config, db, log }))
  app.use(securityHeaders(config))
  mountHealth(app, db, state)
  app.use(requestContext({ db, log, config }))
  app.use(staticFiles())
  app.use(originCheck(config))
  app.use(express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 5000 }))
  app.use(webSession(config, db))
  app.use(passportFor().initialize())
  app.use(currentPerson)
  mountRooms(app)
  if (!config.production) (await import('./dev/routes.ts')).mountDevelopment(app)
  app.use(notFound)
  app.use(errorPages)
  return app
}
