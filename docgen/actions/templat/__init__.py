"""Word pages of the office: checked, proposed, shown."""
