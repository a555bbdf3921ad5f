"""The engine of Spark: parts carried in waves through `mapInArrow`, to executors or to this machine's cores.

A wave holds a part for each core, and several waves are under way, so that no core waits for the last part of
one. Memory is that of so many parts, however long the input. A wave that fails is tried again part by part.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import batched
from typing import Any
from urllib.parse import urlsplit

from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession
