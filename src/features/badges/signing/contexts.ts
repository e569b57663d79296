/** The JSON-LD contexts that badges are written in, from files beside the code: signing never asks the network. */
import { readFileSync } from 'node:fs'

export const credentialsContext = 'https://www.w3.org/ns/credentials/v2'
export const openBadgesContext = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

const files: Record<string, string> = {
  [credentialsContext]: 'credentials-v2.json',
  [openBadgesContext]: 'open-badges-3.0.3.json',
}
const loaded = new Map<string, unknown>()

/** As JSON-LD libraries ask for documents; whatever is not one of ours is refused. */
export async function loadContext(url: string) {
  const file = files[url]
  if (file === undefined) throw new Error(`Badges are written without ${url}`)
  const document = loaded.get(url) ?? JSON.parse(readFileSync(new URL(`../contexts/${file}`, import.meta.url), 'utf8'))
  loaded.set(url, document)
  return { contextUrl: null, documentUrl: url, document }
}
