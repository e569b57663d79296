/** An e-mail's HTML has styles of its own, so it stands in a frame with a policy of its own. */
import type { Response } from 'express'

/** Lets this one page hold frames of our own. */
export function allowFrame(res: Response): void {
  res.setHeader('Content-Security-Policy', `${String(res.getHeader('Content-Security-Policy'))};frame-src 'self'`)
}

/** Its own styles and no scripts; its links leave the frame. */
export function sendFramed(res: Response, html: string): void {
  res.setHeader(
    'Content-Security-Policy',
    "default-src 'none';style-src 'unsafe-inline';img-src 'self' data:;base-uri 'none';form-action 'none';frame-ancestors 'self'",
  )
  res.setHeader('X-Frame-Options', 'SAMEORIGIN')
  res.type('html').send(html.replace('<head>', '<head><base target="_top">'))
}
