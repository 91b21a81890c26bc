"""How much work the program does, as ratios of runs made in turn on one machine."""
