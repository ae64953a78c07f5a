"""The journey of one child: dated events replayed on its tracks, and working days to count along it."""
