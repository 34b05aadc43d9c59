"""What holds, as it is looked up, searched and quoted."""
