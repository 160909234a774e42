import { DEFAULT_SETTINGS } from '@sallyport/control';
import type { ControlSettings } from '@sallyport/control';
import type { Config } from '../config/schema.ts';
import { serviceTicketSettings } from './service-ticket-settings.ts';
import { ticketLimits } from './ticket-limits.ts';

/** The control plane's share of the configuration. */
export function controlSettings(config: Config): ControlSettings {
  return {
    ...DEFAULT_SETTINGS,
    rates: {
      general: config.api.ratePerSecond,
      actions: { ...DEFAULT_SETTINGS.rates.actions, ...config.api.rates },
      perAddress: config.api.ratePerAddress,
      perAddressBurst: config.api.ratePerAddress * 2,
    },
    separationOfDuties: config.access.separationOfDuties,
    tickets: ticketLimits(config),
    serviceTickets: serviceTicketSettings(config),
    trustedProxies: config.api.trustedProxies,
    baseUrl: config.api.documentationUrl,
  };
}
