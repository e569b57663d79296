/** The one place where a thrown refusal becomes a page. */
import type { ErrorRequestHandler, RequestHandler } from 'express'
import multer from 'multer'
import { Conflict, Forbidden, NotFound, TooMany } from '../platform/errors.ts'
import { renderPage } from '../platform/http/render.ts'
import { isDatabaseAway, sendUnavailable } from './unavailable.ts'

interface ErrorPage {
  status: number
  view: string
  title: string
}

const pages = {
  bad: { status: 400, view: 'errors/bad-request', title: 'We could not read that request' },
  forbidden: { status: 403, view: 'errors/forbidden', title: 'You cannot use this page' },
  missing: { status: 404, view: 'errors/not-found', title: 'Page not found' },
  conflict: { status: 409, view: 'errors/conflict', title: 'That could not be done' },
  large: { status: 413, view: 'errors/too-large', title: 'That is too much to send' },
  many: { status: 429, view: 'errors/too-many', title: 'Too many tries' },
  fault: { status: 500, view: 'errors/error', title: 'Sorry, there is a problem with the service' },
} satisfies Record<string, ErrorPage>

function pageFor(error: unknown): ErrorPage {
  if (error instanceof NotFound) return pages.missing
  if (error instanceof Forbidden) return pages.forbidden
  if (error instanceof Conflict) return pages.conflict
  if (error instanceof TooMany) return pages.many
  if (error instanceof multer.MulterError) return error.code === 'LIMIT_FILE_SIZE' ? pages.large : pages.bad
  const { status, code } = error as { status?: number; code?: string }
  if (status === 413) return pages.large
  // 22P05 / 22021: text with a NUL byte or broken encoding, which Postgres cannot hold.
  if ((status !== undefined && status >= 400 && status < 500) || code === '22P05' || code === '22021') return pages.bad
  return pages.fault
}

export const notFound: RequestHandler = () => {
  throw new NotFound()
}

export const errorPages: ErrorRequestHandler = async (error, req, res, next) => {
  if (res.headersSent) return next(error)
  if (isDatabaseAway(error)) {
    req.ctx.log.error({ err: error, request_id: req.ctx.request_id }, 'database away')
    return sendUnavailable(res)
  }
  const page = pageFor(error)
  if (page.status === 500) req.ctx.log.error({ err: error, request_id: req.ctx.request_id }, 'fault')
  if (error instanceof TooMany) res.setHeader('Retry-After', String(error.retry_after_seconds))
  if (page.status === 413) res.setHeader('Connection', 'close')
  const locals = {
    title: page.title,
    reference: req.ctx.request_id,
    message: error instanceof Conflict || error instanceof Forbidden ? error.message : '',
    retry_after_minutes: error instanceof TooMany ? Math.ceil(error.retry_after_seconds / 60) : null,
  }
  try {
    await renderPage(req, res, page.view, locals, { status: page.status })
  } catch (second) {
    // The frame itself needs the database; without it a plain page is better than nothing.
    req.ctx.log.error({ err: second, request_id: req.ctx.request_id }, 'fault while showing a fault')
    if (!res.headersSent) sendUnavailable(res)
  }
}
