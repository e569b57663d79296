/** Lets one page hold a frame of the host of packages; every other page may hold none. */
import type { Response } from 'express'
import type { Config } from '../config.ts'

export function allowFrame(res: Response, { package_url }: Pick<Config, 'package_url'>): void {
  if (package_url === undefined) return
  res.setHeader(
    'Content-Security-Policy',
    `${String(res.getHeader('Content-Security-Policy'))};frame-src ${package_url}`,
  )
}
