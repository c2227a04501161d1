import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// In development the page comes from Vite, and all else from the example host.
const host = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: { emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  server: { proxy: { '/amplify_outputs.json': host, '/demo': host } },
});
