"""The only code that knows the SDK and the connector: who calls, turns, and sending."""
