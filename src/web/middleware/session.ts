/** Web sessions: a random id in a cookie, the rest in Postgres. */
import connectPgSimple from 'connect-pg-simple'
import type { RequestHandler } from 'express'
import session from 'express-session'
import type pg from 'pg'
import type { Config } from '../../platform/config.ts'
import type { Logger } from '../../platform/log.ts'

export const signInHours = 12

export function webSession(config: Config, pool: pg.Pool, log: Logger): RequestHandler {
  const isHttps = config.base_url.startsWith('https:')
  const Store = connectPgSimple(session)
  return session({
    store: new Store({
      pool,
      tableName: 'web_sessions',
      disableTouch: true,
      pruneSessionInterval: 15 * 60,
      errorLog: (...words: unknown[]) => log.error({ words }, 'session store'),
    }),
    // The __Host- prefix binds the cookie to this very host, which browsers allow with https only.
    name: isHttps ? '__Host-upstander' : 'upstander',
    secret: config.session_secret,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/', maxAge: signInHours * 3_600_000 },
  })
}
