"""What the detectors of shared text have in common: candidates, comparison, links, clusters, findings."""
