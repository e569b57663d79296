/** Refuses unsafe requests that another site made a browser send (OWASP: Fetch Metadata, then Origin, then Referer). */
import type { RequestHandler } from 'express'
import { Forbidden } from '../../platform/errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

export function originCheck(baseUrl: string): RequestHandler {
  return (req, _res, next) => {
    if (safe.has(req.method)) return next()
    const site = req.headers['sec-fetch-site']
    const origin = req.headers.origin ?? (req.headers.referer && URL.parse(req.headers.referer)?.origin)
    const isOwn = site === undefined ? origin === baseUrl : site === 'same-origin' && (!origin || origin === baseUrl)
    if (!isOwn) throw new Forbidden('This form was not sent from one of our own pages')
    next()
  }
}
