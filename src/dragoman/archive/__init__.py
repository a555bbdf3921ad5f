"""The archive: a folder of Parquet parts with the store's tables, for many writers and any engine."""
