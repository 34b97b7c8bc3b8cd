"""Readers by format, metadata mapping, selection: any supported source to a stream of documents."""
