"""What people touch: one thin Streamlit page a screen, and the frame around them."""
