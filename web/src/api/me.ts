/** What `GET /api/v1/me` answers. */
export interface Me {
  person: { id: string; name: string; email: string; two_factor: boolean }
  workspace: { id: string; name: string; zone: string; locale: string; region: string }
  workspaces: { id: string; name: string; role: string }[]
  role: string
  scopes: string[]
  /** The product's present; a demo may run on another day. */
  now?: string
}
