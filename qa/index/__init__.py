"""The saved similarity index and the kept results."""
