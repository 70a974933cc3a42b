"""Build the samples in data/sample/; the product itself never imports this package."""
