/** Pages of a long list: which rows to ask for, and the links. */
import type { Request } from 'express'

export interface Paging {
  page: number
  pages: number
  total: number
  limit: number
  offset: number
  href: (page: number) => string
}

/** `?page=` of the request; anything that is not a page of the list is its first or last. */
export function readPaging(req: Request, total: number, limit = 50): Paging {
  const pages = Math.max(1, Math.ceil(total / limit))
  const asked = Number.parseInt(String(req.query.page ?? '1'), 10)
  const page = Math.min(Math.max(Number.isNaN(asked) ? 1 : asked, 1), pages)
  return { page, pages, total, limit, offset: (page - 1) * limit, href: (to) => hrefWith(req, { page: String(to) }) }
}

/** The address of this page with some of its query replaced; null removes. */
export function hrefWith(req: Request, change: Record<string, string | null>): string {
  const url = new URL(req.originalUrl, 'http://own.invalid')
  for (const [name, value] of Object.entries(change)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url.pathname + url.search
}
