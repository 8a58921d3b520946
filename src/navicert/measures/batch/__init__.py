"""Many transactions at once: which of them are one situation for the law, and one answer for each situation."""
