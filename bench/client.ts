/** A browser without a screen: one person's requests, with forms posted as our own pages post them. */

export class Client {
  base_url: string
  cookie: string

  constructor(baseUrl: string, cookie: string) {
    this.base_url = baseUrl
    this.cookie = cookie
  }

  async get(path: string): Promise<string> {
    const answer = await fetch(this.base_url + path, { headers: { cookie: this.cookie } })
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`)
    return answer.text()
  }

  /** Posts a form and returns where it leads. */
  async post(path: string, fields: [string, string][]): Promise<string> {
    const answer = await fetch(this.base_url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: this.cookie,
        origin: this.base_url,
        'sec-fetch-site': 'same-origin',
        accept: 'application/json',
      },
      body: new URLSearchParams(fields),
    })
    await answer.arrayBuffer()
    if (answer.status >= 400) throw new Error(`POST ${path}: ${answer.status}`)
    return answer.headers.get('location') ?? ''
  }
}
