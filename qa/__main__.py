"""`python -m qa`: the command, for where its script is not on the path."""

import sys

from qa.cli.main import main

sys.exit(main())
