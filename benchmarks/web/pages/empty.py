"""A page of Streamlit with nothing on it."""

import streamlit as st

st.write("kosong")
