import { type ClientToServer, check, type Hello, type ServerToClient } from '@masque/config/messages';
import { reportSchema } from '@masque/config/reports';
import type { Server, Socket } from 'socket.io';

/** Everyone who is told how trackers and overlays are doing. */
const PANELS = 'panels';

type ReportsServer = Server<ClientToServer, ServerToClient, Record<string, never>, Hello>;
type Client = Socket<ClientToServer, ServerToClient, Record<string, never>, Hello>;

/** Hands what trackers and overlays tell of themselves on to the panels; nothing is kept. */
export function createReports(io: ReportsServer): { attach(client: Client, onBad: (error: unknown) => void): void } {
  return {
    attach(client, onBad) {
      const { role, slot } = client.data;
      if (role === 'panel') {
        void client.join(PANELS);
        return;
      }
      client.on('report', (message: unknown) => {
        try {
          const report = check(reportSchema, message, 'bad-payload');
          io.to(PANELS).volatile.emit('report', { slot, page: client.id, report });
        } catch (error) {
          onBad(error);
        }
      });
    },
  };
}
