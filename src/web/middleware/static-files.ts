/** Serves public/, in the brotli form made at build time where the browser takes it. */
import { existsSync, readdirSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import express from 'express'
import type { RequestHandler } from 'express'

const folder = fileURLToPath(new URL('../../../public', import.meta.url))
const types: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8' }

export function staticFiles(): RequestHandler[] {
  const serve = express.static(folder, { index: false, redirect: false, maxAge: '1h' })
  // Pages are not files: nobody asks the file system for them.
  const places = new Set(readdirSync(folder))
  const compressed = new Map<string, boolean>()
  const hasCompressed = (path: string) => {
    if (!compressed.has(path)) compressed.set(path, existsSync(`${folder}${path}.br`))
    return compressed.get(path)
  }
  return [
    (req, res, next) => {
      const type = types[extname(req.path)]
      if (!type || !/^\/(css|js)\/[\w.-]+$/.test(req.path) || !hasCompressed(req.path)) return next()
      res.setHeader('Vary', 'Accept-Encoding')
      if (/\bbr\b/.test(String(req.headers['accept-encoding'] ?? ''))) {
        res.setHeader('Content-Encoding', 'br')
        res.setHeader('Content-Type', type)
        req.url = `${req.path}.br`
      }
      next()
    },
    (req, res, next) => {
      if (!places.has(req.path.split('/')[1]!) || (req.method !== 'GET' && req.method !== 'HEAD')) return next()
      // It lies with the other scripts, and looks after open registers and quizzes: each is a scope of its own.
      if (req.path.startsWith('/js/pages-worker.js')) res.setHeader('Service-Worker-Allowed', '/')
      const noStore = res.getHeader('Cache-Control')
      res.removeHeader('Cache-Control')
      serve(req, res, (error?: unknown) => {
        res.setHeader('Cache-Control', noStore ?? 'no-store')
        next(error)
      })
    },
  ]
}
