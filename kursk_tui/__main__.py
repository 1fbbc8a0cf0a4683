"""`python -m kursk_tui` is `kursk-tui`."""

import sys

from kursk_tui.main import main

sys.exit(main())
