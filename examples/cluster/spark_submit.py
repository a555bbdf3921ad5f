"""What spark-submit runs: spark-submit [OPTIONS] spark_submit.py code STORIES... -o ARCHIVE --engine spark"""

from dragoman.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
