/** Gives each request the number that its log line, its audit rows and its error page carry. */
import type { RequestHandler } from 'express'
import { nobody } from '../../platform/access.ts'
import { clock } from '../../platform/clock.ts'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../lib/ids.ts'

/** Sets `req.ctx`; the actor is nobody until current-person has looked. */
export function requestContext(base: Pick<Ctx, 'db' | 'log' | 'config'>): RequestHandler {
  return (req, res, next) => {
    const requestId = newId()
    req.ctx = { ...base, actor: nobody, now: clock.now(), request_id: requestId }
    res.setHeader('X-Request-Id', requestId)
    const started = performance.now()
    res.on('finish', () => {
      base.log.info(
        {
          request_id: requestId,
          method: req.method,
          route: req.baseUrl + (req.route?.path ?? ''),
          status: res.statusCode,
          milliseconds: Math.round(performance.now() - started),
        },
        'request',
      )
    })
    next()
  }
}
