"""The shipped and local definitions: journeys, lifecycles, calendars and audit tools, read once into frozen objects."""
