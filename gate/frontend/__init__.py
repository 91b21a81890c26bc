"""Streamlit's own page and bundle, made ours and sent small."""
