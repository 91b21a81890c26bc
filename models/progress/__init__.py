"""Where every milestone stood on a day: states, boards and the read models behind them."""
