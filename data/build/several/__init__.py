"""The sample of several places 2020: the shorter reports in one deployment."""
