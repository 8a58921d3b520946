"""What happened or is to happen: some twenty kinds of events that matter to sanctions, by their words and dates."""
