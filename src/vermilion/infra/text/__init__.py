"""What the house knows about text, apart from any room; import the module you need.

`cleaning` makes input safe to keep, `handles` says which names look alike, `segments` cuts text into #topics,
@mentions and links, `languages` detects, `words` cuts for search, `short_numbers` writes counts and ages.
"""
