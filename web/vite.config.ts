/** Builds the console into web/dist, which the server hands out; `vite dev` talks to a running server on 5000. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.ANTESALA_URL ?? 'http://127.0.0.1:5000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Fonts and icons stay files of their own: the policy allows none inside a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/openapi.json', '/docs'].map((path) => [path, { target: server, changeOrigin: false }]),
    ),
  },
})
