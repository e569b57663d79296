/** The headers every answer carries, errors included. */
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../../platform/config.ts'

export function securityHeaders(config: Config): RequestHandler[] {
  const isHttps = config.base_url.startsWith('https:')
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          mediaSrc: ["'self'"],
          connectSrc: ["'self'"],
          fontSrc: ["'self'"],
          manifestSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: true } : false,
      // Not 'no-referrer': with it browsers send "Origin: null" with our own forms, which the origin check must refuse.
      referrerPolicy: { policy: 'same-origin' },
      crossOriginEmbedderPolicy: false,
      xFrameOptions: { action: 'deny' },
    }),
    (_req, res, next) => {
      // Pages hold personal data; a shared computer's back button must not show them after sign-out.
      res.setHeader('Cache-Control', 'no-store')
      res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()')
      next()
    },
  ]
}
