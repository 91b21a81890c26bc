"""The small page in Streamlit with plotly, without any caching."""

from datetime import date

import streamlit as st

from benchmarks.web.pages.content import content

st.set_page_config(layout="wide")
day = st.text_input("Posisi per", st.query_params.get("posisi", "2022-06-30"))
shown = content(date.fromisoformat(day))
st.write(f"Keadaan {day}")
for column, (name, value) in zip(st.columns(4), shown.numbers.items(), strict=True):
    column.metric(name, value)
for name, share in shown.bars.items():
    st.progress(share / 100, name)
st.plotly_chart(shown.curve)
st.plotly_chart(shown.schedule)
st.dataframe(shown.rows)
