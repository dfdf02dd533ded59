"""The Upload page: a file's columns, its preview, the questions it raises, its receipt; what is remembered of all."""
