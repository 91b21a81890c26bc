"""What handles a request before Streamlit: sign-in, sessions, addresses, headers. No widgets."""
