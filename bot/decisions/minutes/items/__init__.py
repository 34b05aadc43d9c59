"""The agenda items of minutes: where each begins, and by which of several ways."""
