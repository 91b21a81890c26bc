"""What is true: pure rules, standard library only. No clock, no database, no screen."""
