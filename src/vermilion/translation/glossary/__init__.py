"""The words of the community and its slang: what they mean, and what they become in another language."""
