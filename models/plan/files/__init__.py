"""The plan files (data/*.csv): read and checked as a whole, so that one look mends every fault."""
