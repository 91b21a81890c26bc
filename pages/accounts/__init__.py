"""Administrasi."""
