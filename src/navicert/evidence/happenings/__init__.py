"""What happened or is to happen: some twenty kinds of events that matter to sanctions, with who, what, where and when."""
