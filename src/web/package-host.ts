/** The second host name: training packages and the page that holds their interface. Nobody is signed in there, and nothing else answers. */
import express from 'express'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Knex } from 'knex'
import { packageFiles } from '../features/courses/routes.ts'
import { packageCommits } from '../features/learning/routes.ts'
import type { Config } from '../platform/config.ts'
import { NotFound } from '../platform/errors.ts'
import { renderView } from '../platform/http/views.ts'
import type { Logger } from '../platform/log.ts'
import { requestContext } from './middleware/request-id.ts'
import { staticFiles } from './middleware/static-files.ts'
import { isDatabaseAway } from './unavailable.ts'

const scripts = /^\/js\/package-(frame|scorm12|scorm2004)\.js$/

/** What a package may do even when it is opened outside its frame; the frame's own sandbox says the same. */
const sandbox = 'sandbox allow-scripts allow-same-origin allow-forms'

/** Packages are written with inline scripts and `eval`; what they cannot do is reach any other host. */
const filePolicy = (main: string) =>
  [
    "default-src 'self' data: blob:",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self' data: blob:",
    "frame-src 'self' data: blob:",
    "form-action 'self'",
    "base-uri 'self'",
    "object-src 'none'",
    `frame-ancestors 'self' ${main}`,
    sandbox,
  ].join(';')

const framePolicy = (main: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${main}`,
    sandbox,
  ].join(';')

export function packageHost({ config, db, log }: { config: Config; db: Knex; log: Logger }): RequestHandler {
  const { package_url, base_url } = config
  if (package_url === undefined) return (_req, _res, next) => next()
  const own = new URL(package_url)

  const host = express.Router({ caseSensitive: true })
  host.use(headers(base_url))
  host.use(requestContext({ db, log, config }))
  host.get('/w', (_req, res) => {
    res.setHeader('Content-Security-Policy', framePolicy(base_url))
    res.type('html').send(renderView('layouts/package.ejs', { main: base_url }, { cache: config.production }))
  })
  host.get(scripts, ...staticFiles())
  host.use('/f', packageFiles.router)
  host.use('/c', fromHere(package_url), express.text({ type: () => true, limit: '1mb' }), packageCommits.router)
  host.use(() => {
    throw new NotFound()
  })
  host.use(refusals(base_url))

  return (req, res, next) => {
    if (!isHost(req, own)) return next()
    host(req, res, next)
  }
}

/** The name decides, with whatever port a proxy passes on. On one machine others listen at 127.0.0.1 too: there the port counts. */
function isHost(req: Request, { hostname, port, protocol }: URL): boolean {
  const asked = URL.parse(`${protocol}//${req.headers.host ?? ''}`)
  if (asked?.hostname.replace(/\.$/, '') !== hostname) return false
  return asked.port === port || !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
}

const headers =
  (main: string): RequestHandler =>
  (_req, res, next) => {
    res.setHeader('Content-Security-Policy', filePolicy(main))
    res.setHeader('X-Content-Type-Options', 'nosniff')
    // The key of a package's files stands in their address.
    res.setHeader('Referrer-Policy', 'no-referrer')
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    res.setHeader('X-Robots-Tag', 'noindex')
    res.setHeader('Cache-Control', 'no-store')
    if (main.startsWith('https:')) res.setHeader('Strict-Transport-Security', 'max-age=31536000')
    next()
  }

/** What is committed comes from the page of this host; every browser says so of a POST. */
const fromHere =
  (packageUrl: string): RequestHandler =>
  (req, res, next) => {
    if (req.method !== 'POST' || req.headers.origin === packageUrl) return next()
    res.status(403).json({ result: 'not-from-here' })
  }

const refusals =
  (main: string): ErrorRequestHandler =>
  (error, req, res, next) => {
    if (res.headersSent) return next(error)
    if (error instanceof NotFound)
      return plain(res, 404, `Only training packages are here. The site itself is at ${main}`)
    const { status } = error as { status?: number }
    if (status !== undefined && status >= 400 && status < 500) return plain(res, status, 'That could not be read.')
    req.ctx.log.error({ err: error, request_id: req.ctx.request_id }, isDatabaseAway(error) ? 'database away' : 'fault')
    plain(res, isDatabaseAway(error) ? 503 : 500, 'Sorry, there is a problem with the service.')
  }

function plain(res: Response, status: number, text: string): void {
  res.status(status).type('text').send(text)
}
