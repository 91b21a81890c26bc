"""The nightly backup."""
