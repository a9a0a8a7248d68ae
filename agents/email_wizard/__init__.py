"""001: writes to those who want it, in cohorts that are alike, and only what people approved."""
