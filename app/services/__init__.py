"""Write side: one function per thing a person can do."""
