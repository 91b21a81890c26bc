"""The plan and its registers on the screen."""
