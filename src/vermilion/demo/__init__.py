"""The demo town: pictures, people and notes that fill an empty data folder."""
