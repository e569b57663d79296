/** The page for when the database is away: without it neither settings nor the frame of a page can be had. */
import type { Response } from 'express'

const refused = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])
/** Connection exceptions, too many connections, shutting down, starting up. */
const states = /^(08\d{3}|53300|57P0[1-5])$/
const words = /^(Connection terminated|timeout (expired|exceeded)|Client has encountered a connection error)/

/** Whether an error says that the database could not be reached, or went away meanwhile. */
export function isDatabaseAway(error: unknown): boolean {
  const { name, code, syscall, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  if (name === 'KnexTimeoutError') return true
  if (code === 'ENOENT' && syscall === 'connect') return true // Its socket is gone
  return refused.has(code ?? '') || states.test(code ?? '') || words.test((message ?? '').replace(/^.* - /s, ''))
}

const page = `<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head>
<meta charset="utf-8">
<title>Sorry, the service is not available</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/css/site.css">
</head>
<body class="govuk-template__body">
<main class="govuk-width-container govuk-main-wrapper">
<h1 class="govuk-heading-l">Sorry, the service is not available</h1>
<p class="govuk-body">Try again in a few minutes. What you just did may not have been saved: go back, and your answers will most likely still be in the form.</p>
<p class="govuk-body">In an emergency call 999. To report a hate crime call 101, or use your police force’s website.</p>
</main>
</body>
</html>
`

export function sendUnavailable(res: Response): void {
  res.status(503).setHeader('Retry-After', '30').type('html').send(page)
}
