import { type Fields, isFields } from './rule.ts'

/** One raw call of the Web API with a token, as JSON; for tests that need no SDK between. */
export const askSlack = async (
  apiUrl: string,
  token: string,
  method: string,
  args: Fields,
): Promise<Fields & { readonly status: number }> => {
  const response = await fetch(`${apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  })
  const body: unknown = await response.json()
  return { ...(isFields(body) ? body : {}), status: response.status }
}
