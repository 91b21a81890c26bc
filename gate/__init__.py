"""The web door: who comes in, by which address, under which headers. Never a Streamlit widget."""
