"""Closed quarters and ratings in Indonesian."""
