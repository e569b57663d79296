/** Sends a form's fields from the room's page. */

/** The answer of our own server, or undefined where it could not be reached. */
export async function post(url, fields) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    })
    if (response.status === 204) return { result: 'kept' }
    if (response.status === 429)
      return { result: 'many', sentence: 'Not sent: that was a lot at once. Wait some minutes' }
    // A redirect can only lead to the sign-in page.
    if (response.type === 'opaqueredirect' || response.status === 404)
      return { result: 'gone', sentence: 'Not sent: reload the page' }
    return response.ok || response.status === 409 ? await response.json() : undefined
  } catch {
    return undefined
  }
}
