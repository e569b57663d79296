/** The addresses elsewhere that a page leads to, each once, in its words: pure. */
import { readMedia } from './directives.ts'
import { listDirectives, listLinks } from './markdown.ts'

const mostLength = 1000

export function linksOf(body: string): { url: string; text: string }[] {
  const found = new Map<string, string>()
  const media = listDirectives(body).flatMap(({ name, title, inner }) =>
    name === 'video' || name === 'audio' ? [{ href: readMedia(inner).source, text: title }] : [],
  )
  for (const { href, text } of [...listLinks(body), ...media])
    if (/^https?:\/\//i.test(href) && href.length <= mostLength && !found.has(href)) found.set(href, text || href)
  return [...found].map(([url, text]) => ({ url, text: text.slice(0, 300) }))
}

/** What a place answered, in a sentence about the link. */
export function failureWords(answer: string, status: number | null): string {
  if (answer === 'gone') return 'The page it leads to is not there any more'
  if (answer === 'faulty')
    return status === null ? 'It leads in circles' : `The website answers with a fault (${status})`
  return 'The website does not answer'
}
