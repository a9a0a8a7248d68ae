"""A local server of OpenAI's form that says what a test has it say, and misbehaves on demand."""
