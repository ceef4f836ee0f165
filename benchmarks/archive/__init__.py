"""Archives that are made, and harvested: pages and words a second, from WARC to shards."""
