"""SAKIP arithmetic: pure rules, standard library only."""
