/** Refuses unsafe requests that another site made a browser send (OWASP: Fetch Metadata, then Origin, then Referer). */
import type { Request, RequestHandler } from 'express'
import type { Config } from '../../platform/config.ts'
import { Forbidden } from '../../platform/errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=:|$)/

type Addresses = Pick<Config, 'base_url' | 'package_url' | 'production'>

export function originCheck({ base_url, package_url, production }: Addresses): RequestHandler {
  const ours = production ? [base_url] : namesOf(base_url)
  return (req, _res, next) => {
    if (safe.has(req.method) || isMailServer(req) || (!production && isTool(req))) return next()
    const site = req.headers['sec-fetch-site']
    const origin = originOf(req)
    // A browser that does not say where it stands must not take what runs in a package for us.
    const isOwn =
      site === undefined
        ? isOurs(origin) && origin !== package_url
        : site === 'same-origin' && (!origin || isOurs(origin))
    if (!isOwn) throw new Forbidden('This form was not sent from one of our own pages')
    next()
  }

  function isOurs(origin: string | undefined): boolean {
    return origin !== undefined && ours.includes(origin)
  }
}

function originOf({ headers }: Request): string | undefined {
  return headers.origin ?? (headers.referer ? URL.parse(headers.referer)?.origin : undefined)
}

/** On a development machine people type 127.0.0.1 as well, and mean the same server. */
function namesOf(baseUrl: string): string[] {
  if (!loopback.test(baseUrl)) return [baseUrl]
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => baseUrl.replace(loopback, `http://${name}`))
}

/** Delivery reports come from a program with a secret of its own in a header, which no other site can make a browser send. */
const isMailServer = (req: Request): boolean => req.path === '/mail-reports' && req.headers.authorization !== undefined

/** The development doors are for curl and scripts too, which say nothing of where they come from; a browser always does. */
function isTool(req: Request): boolean {
  return req.path.startsWith('/dev/') && req.headers['sec-fetch-site'] === undefined && originOf(req) === undefined
}
