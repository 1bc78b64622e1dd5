import type { ClientToServer, Hello, ServerToClient } from '@masque/config/messages';
import { check } from '@masque/config/refusal';
import { reportSchema, type SentReport } from '@masque/config/reports';
import type { Server, Socket } from 'socket.io';

/** Everyone who is told how trackers and overlays are doing. */
const PANELS = 'panels';

type ReportsServer = Server<ClientToServer, ServerToClient, Record<string, never>, Hello>;
type Client = Socket<ClientToServer, ServerToClient, Record<string, never>, Hello>;

/** What is done with reports besides handing them on. */
export interface ReportHandling {
  /** @returns whether its page drives its slot, and so speaks for it */
  onReport: (report: SentReport['report']) => boolean;
  onBad: (error: unknown) => void;
}

/** Hands what trackers and overlays tell of themselves on to the panels; nothing is kept. */
export function createReports(io: ReportsServer): { attach(client: Client, handling: ReportHandling): void } {
  return {
    attach(client, { onReport, onBad }) {
      const { role, slot } = client.data;
      if (role === 'panel') {
        void client.join(PANELS);
        return;
      }
      client.on('report', (message: unknown) => {
        try {
          const report = check(reportSchema, message, 'bad-payload');
          const driving = onReport(report);
          io.to(PANELS).volatile.emit('report', { slot, page: client.id, driving, report });
        } catch (error) {
          onBad(error);
        }
      });
    },
  };
}
