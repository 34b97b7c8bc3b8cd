"""pytest: collect the declarations, generate the cases."""
