"""One file per path: it measures the product and its baseline by turns and gives the results."""
