/** Renders an e-mail: HTML and text of equal worth, from two templates. The text template's first line is the subject. */
import { existsSync } from 'node:fs'
import ejs from 'ejs'
import type { Ctx } from '../context.ts'
import { readSettings } from '../settings.ts'
import { viewsFolder } from '../http/views.ts'

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
    const own = `${viewsFolder}/${view}.${language}.${kind}.ejs`
    return language !== 'en' && existsSync(own) ? own : `${viewsFolder}/${view}.${kind}.ejs`
  }
  const shared = {
    force: { name: settings.force_name, team_name: settings.team_name, contact_address: settings.contact_address },
    base_url: ctx.config.base_url,
    language,
    footer_lines: [`${settings.team_name}, ${settings.force_name}`, settings.contact_address],
    ...locals,
  }
  const options = { cache: ctx.config.environment !== 'development' }
  const written = (
    await ejs.renderFile(file('text'), { ...shared, plain: true }, { ...options, escape: String })
  ).trim()
  const lineEnd = written.indexOf('\n')
  const subject = written
    .slice(0, lineEnd)
    .replace(/^Subject: /, '')
    .trim()
  const text = await ejs.renderFile(
    `${viewsFolder}/layouts/mail.text.ejs`,
    { ...shared, title: subject, body: written.slice(lineEnd).trim() },
    { ...options, escape: String },
  )
  const body = await ejs.renderFile(file('html'), shared, options)
  const html = await ejs.renderFile(
    `${viewsFolder}/layouts/mail.html.ejs`,
    { ...shared, title: subject, body },
    options,
  )
  return { subject, html, text }
}
