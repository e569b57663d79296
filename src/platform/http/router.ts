/** A room's router: verb, path, access, handler. Access is a required argument, so an unguarded URL does not compile. */
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import type { Access } from '../access.ts'
import { hasRole } from '../access.ts'
import type { Ctx } from '../context.ts'
import { Forbidden } from '../errors.ts'
import { sendToSignIn } from './return-to.ts'

declare global {
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface Request {
      ctx: Ctx
    }
  }
}

export type Handler = (req: Request, res: Response) => Promise<void> | void
export type Verb = 'get' | 'post'

export interface Route {
  verb: Verb
  path: string
  access: Access
}

export interface Room {
  router: Router
  routes: Route[]
  get(path: string, access: Access, ...handlers: (Handler | RequestHandler)[]): void
  post(path: string, access: Access, ...handlers: (Handler | RequestHandler)[]): void
}

export function room(): Room {
  const router = Router({ caseSensitive: true })
  const routes: Route[] = []
  const add =
    (verb: Verb) =>
    (path: string, access: Access, ...handlers: (Handler | RequestHandler)[]) => {
      routes.push({ verb, path, access })
      router[verb](path, guard(access), ...(handlers as RequestHandler[]))
    }
  return { router, routes, get: add('get'), post: add('post') }
}

/** Signed-out people are sent to sign in and come back; the wrong role is told so. */
function guard(access: Access): RequestHandler {
  return (req, res, next) => {
    if (access.kind === 'public') return next()
    if (req.ctx.actor.kind !== 'person') return void sendToSignIn(req, res).catch(next)
    if (access.kind === 'roles' && !hasRole(req.ctx.actor, ...access.roles)) throw new Forbidden()
    next()
  }
}
