/** Renders an e-mail: HTML and text of equal worth, from two templates. The text template's first line is the subject. */
import { existsSync } from 'node:fs'
import type { Ctx } from '../context.ts'
import { readSettings } from '../settings.ts'
import { renderView, viewsFolder } from '../http/views.ts'

export interface RenderedMail {
  subject: string
  html: string
  text: string
}

/** `view` is such as 'sign-in/mail/code'; a Welsh twin stands beside it as 'code.cy.text.ejs', English otherwise. */
export async function renderMail(
  ctx: Ctx,
  view: string,
  locals: Record<string, unknown>,
  language = 'en',
): Promise<RenderedMail> {
  const settings = await readSettings(ctx)
  const file = (kind: 'html' | 'text') => {
    const own = `${view}.${language}.${kind}.ejs`
    return language !== 'en' && existsSync(`${viewsFolder}/${own}`) ? own : `${view}.${kind}.ejs`
  }
  const shared = {
    force: { name: settings.force_name, team_name: settings.team_name, contact_address: settings.contact_address },
    base_url: ctx.config.base_url,
    language,
    footer_lines: [`${settings.team_name}, ${settings.force_name}`, settings.contact_address],
    ...locals,
  }
  const asHtml = { cache: ctx.config.environment !== 'development' }
  const asText = { ...asHtml, escape: String }
  const written = renderView(file('text'), { ...shared, plain: true }, asText).trim()
  const lineEnd = written.indexOf('\n')
  const subject = written
    .slice(0, lineEnd)
    .replace(/^Subject: /, '')
    .trim()
  const text = renderView(
    'layouts/mail.text.ejs',
    { ...shared, title: subject, body: written.slice(lineEnd).trim() },
    asText,
  )
  const body = renderView(file('html'), shared, asHtml)
  const html = renderView('layouts/mail.html.ejs', { ...shared, title: subject, body }, asHtml)
  return { subject, html, text }
}
