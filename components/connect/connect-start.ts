import type { ConnectorView } from "#lib/core/views/connection.ts";

/** What the form begins with. */
export interface ConnectStart {
  readonly connector: ConnectorView;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secretsKept: readonly string[];
  /** The system whose connection is changed. */
  readonly systemId?: string;
  readonly slug?: string;
  readonly name?: string;
}
