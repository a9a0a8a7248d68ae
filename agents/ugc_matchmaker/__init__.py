"""005: ranks creators for a brief, and says what to expect of each."""
