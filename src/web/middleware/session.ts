/** Web sessions: a random id in a cookie, the rest in Postgres. */
import connectPgSimple from 'connect-pg-simple'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type pg from 'pg'
import type { Config } from '../../platform/config.ts'
import type { Logger } from '../../platform/log.ts'

export const signInHours = 12

/**
 * express-session writes a changed session whole at the end of its request, and the store would insert it anew: a request
 * under way while its session is ended ("sign out everywhere", a changed address) would bring it back, signed in.
 * So what was read from the table is only ever updated there.
 */
function endingForGood(Store: ReturnType<typeof connectPgSimple>): typeof Store {
  return class extends Store {
    readonly #read = new WeakSet<object>()
    readonly #pool: pg.Pool

    constructor(options: ConstructorParameters<typeof Store>[0]) {
      super(options)
      this.#pool = options!.pool!
    }

    override createSession(req: Request, data: session.SessionData) {
      const made = super.createSession(req, data)
      this.#read.add(made)
      return made
    }

    override set(sid: string, data: session.SessionData, done?: (error?: unknown) => void): void {
      if (!this.#read.has(data)) return super.set(sid, data, done)
      this.#pool
        .query('update web_sessions set sess = $2, expire = to_timestamp($3) where sid = $1', [
          sid,
          data,
          new Date(data.cookie.expires!).getTime() / 1000,
        ])
        .then(
          () => done?.(),
          (error: unknown) => done?.(error),
        )
    }
  }
}

/**
 * express-session sends the head of an answer and only then writes the session; a browser follows a redirect as soon as
 * it has read the head, and would find the session as it was: signed out, or without the message of what was done.
 */
const saveBeforeRedirect: RequestHandler = (req, res, next) => {
  const { session } = req
  const before = JSON.stringify(session)
  const redirect = res.redirect.bind(res) as (status: number | string, url?: string) => void
  res.redirect = (status: number | string, url?: string) => {
    const lead = () => (url === undefined ? redirect(status) : redirect(status, url))
    if (!req.session || (req.session === session && JSON.stringify(session) === before)) return lead()
    req.session.save((error: unknown) => (error ? next(error) : lead()))
  }
  next()
}

export function webSession(config: Config, pool: pg.Pool, log: Logger): RequestHandler[] {
  const isHttps = config.base_url.startsWith('https:')
  const Store = endingForGood(connectPgSimple(session))
  const sessions = session({
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
  return [sessions, saveBeforeRedirect]
}
