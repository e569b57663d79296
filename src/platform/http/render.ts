/** Renders a view inside the page frame, with what every page needs. */
import type { Request, Response } from 'express'
import { hasRole } from '../access.ts'
import type { Ctx } from '../context.ts'
import { readSettings } from '../settings.ts'
import type { FieldError, Form } from './form.ts'
import { takeFlash } from './flash.ts'
import { renderFrame } from './frame.ts'
import { govuk, moj } from './govuk.ts'
import { sendPacked } from './packed.ts'
import { renderView } from './views.ts'

export interface PageLocals {
  title: string
  form?: Form
  exit_page?: boolean
  back?: { href: string; text?: string } | null
  wide?: boolean
  refresh_seconds?: number | null
  [local: string]: unknown
}

/** The page frame's own words for a person's places, by role. */
function navigation(req: Request): { text: string; href: string; current: boolean }[] {
  const { actor } = req.ctx
  if (actor.kind !== 'person') return []
  // A room mounted below a prefix calls its own first page '/' too.
  const path = req.originalUrl.split('?')[0] ?? '/'
  const places: [string, string, boolean][] = [
    // Who only learns has My training as the start page.
    ['Home', '/', actor.roles.length > 0],
    ['My training', '/my-training', true],
    ['Live sessions', '/live-sessions', true],
    ['Courses', '/courses', hasRole(actor, 'trainer', 'coordinator')],
    ['People', '/people', hasRole(actor, 'coordinator', 'administrator')],
    ['Organisations', '/organisations', hasRole(actor, 'coordinator')],
    ['Roster', '/roster', hasRole(actor, 'coordinator', 'lead')],
    ['Certificates', '/certificates', hasRole(actor, 'coordinator')],
    ['Reports', '/reports', hasRole(actor, 'coordinator')],
    ['Admin', '/admin', hasRole(actor, 'administrator')],
  ]
  return places
    .filter(([, , shown]) => shown)
    .map(([text, href]) => ({
      text,
      href,
      current: href === '/' ? path === '/' : path.startsWith(href),
    }))
}

/** Answers with a page; `status` is 200 unless said. A form with errors is a 422. */
export async function renderPage(
  req: Request,
  res: Response,
  view: string,
  locals: PageLocals,
  options: { status?: number; layout?: 'page' | 'print' } = {},
): Promise<void> {
  const { ctx } = req
  const settings = await readSettings(ctx)
  const errors: FieldError[] = locals.form?.errors ?? []
  const shared = {
    force: {
      name: settings.force_name,
      team_name: settings.team_name,
      contact_address: settings.contact_address,
      logo_url: settings.logo_file_id ? `/logo/${settings.logo_file_id}` : null,
    },
    product_name: 'Upstander',
    actor: ctx.actor.kind === 'person' ? ctx.actor : null,
    navigation: navigation(req),
    flash: takeFlash(req),
    errors,
    exit_page: false,
    back: null,
    wide: false,
    refresh_seconds: null,
    sign_in_ends_at: req.session?.signed_in_until ? new Date(req.session.signed_in_until).toISOString() : null,
    development: ctx.config.environment !== 'production',
    path: req.originalUrl,
    now: ctx.now,
    govuk,
    moj,
    ...locals,
  }
  const cache = ctx.config.production
  const body = renderView(`${view}.ejs`, shared, { cache })
  const layout = options.layout ?? 'page'
  const html = renderFrame(layout, { ...shared, body }, { cache })
  sendPacked(req, res.status(options.status ?? (errors.length > 0 ? 422 : 200)).type('html'), html)
}

/** A part of a page by itself: for what a script puts into a page that is open. */
export const renderPart = (ctx: Pick<Ctx, 'config'>, view: string, locals: Record<string, unknown>): string =>
  renderView(`${view}.ejs`, { govuk, moj, ...locals }, { cache: ctx.config.production })
