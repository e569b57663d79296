/** Chapter 2: the coordinator enters the partners, each with where it works and which mail domain is its own. */
import { organisations } from '../../../../../seeds/demo/people.ts'
import type { Journey } from '../journey.ts'
import { check } from '../journey.ts'

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export async function enterThePartners({ coordinator: { browser } }: Journey): Promise<void> {
  for (const organisation of organisations) {
    await browser.open('/organisations')
    await browser.press('Add an organisation')
    await browser.type('Name', organisation.name)
    await browser.choose('Kind of organisation', sentenceCase(organisation.kind))
    for (const area of organisation.areas)
      await browser.choose('Areas it works in', area === 'Hertfordshire' ? 'Hertfordshire (county)' : area)
    await browser.type('Email domains', organisation.domain)
    if (organisation.part_of) await browser.choose('Part of', organisation.part_of)
    await browser.press('Add organisation')
  }
}

/** As the list of partners says. */
export async function countThePartners({ coordinator: { browser } }: Journey): Promise<number> {
  const page = await browser.open('/organisations')
  const names = page.table('Organisations').map((row) => row.Name)
  for (const { name } of organisations)
    check(
      names.some((shown) => shown?.startsWith(name)),
      `${name} is not in the list of organisations`,
    )
  return names.length
}
