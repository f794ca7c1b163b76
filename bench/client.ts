import { Agent, request } from 'node:http'

/** One connection kept open, as a browser keeps it. */
export const createClient = () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })

  const post = (
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', agent, headers }, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          if (response.statusCode === 200) resolve(text)
          else reject(new Error(`${response.statusCode} ${text}`))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })

  return { post, close: () => agent.destroy() }
}

export type Client = ReturnType<typeof createClient>
