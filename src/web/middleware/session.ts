/** Web sessions: a random id in a cookie, the rest in Postgres. */
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type { Knex } from 'knex'
import { changeWebSession, endWebSession, findWebSession, keepWebSession } from '../../features/sign-in/index.ts'
import type { PersonActor } from '../../platform/access.ts'
import { clock } from '../../platform/clock.ts'
import type { Config } from '../../platform/config.ts'
import { cookieName } from '../../platform/http/cookies.ts'

declare global {
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface Request {
      /** Who was signed in with the web session when it was read, with the rights of that moment. */
      signed_in?: PersonActor | null
    }
  }
}

export const signInHours = 12

type Done = (error?: unknown) => void

/**
 * express-session writes a changed session whole at the end of its request: a request under way while its session is
 * ended ("sign out everywhere", a changed address) would bring it back, signed in. So what was read from the table is
 * only ever changed there.
 */
class Sessions extends session.Store {
  readonly #read = new WeakSet<object>()
  readonly #actors = new WeakMap<object, PersonActor | null>()
  readonly #db: Knex

  constructor(db: Knex) {
    super()
    this.#db = db
  }

  override get(sid: string, done: (error: unknown, data?: session.SessionData | null) => void): void {
    findWebSession<session.SessionData>({ db: this.#db, now: clock.now() }, sid, Date.now()).then(
      (found) => {
        if (found) this.#actors.set(found.data, found.actor)
        done(null, found?.data)
      },
      (error: unknown) => done(error),
    )
  }

  override createSession(req: Request, data: session.SessionData) {
    req.signed_in = this.#actors.get(data) ?? null
    const made = super.createSession(req, data)
    this.#read.add(made)
    return made
  }

  override set(sid: string, data: session.SessionData, done: Done = () => {}): void {
    const write = this.#read.has(data) ? changeWebSession : keepWebSession
    const expires = new Date(data.cookie.expires!).getTime()
    write({ db: this.#db }, { sid, data, expires }).then(() => done(), done)
  }

  override destroy(sid: string, done: Done = () => {}): void {
    endWebSession({ db: this.#db }, sid).then(() => done(), done)
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

export function webSession(config: Config, db: Knex): RequestHandler[] {
  const isHttps = config.base_url.startsWith('https:')
  const sessions = session({
    store: new Sessions(db),
    name: cookieName(config, 'upstander'),
    secret: config.session_secret,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/', maxAge: signInHours * 3_600_000 },
  })
  return [sessions, saveBeforeRedirect]
}
