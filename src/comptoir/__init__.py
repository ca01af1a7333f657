# SPDX-License-Identifier: Apache-2.0
"""Customer service that keeps a shop's word: people come in through surfaces, the domain decides and remembers."""

__version__ = "0.1.0.dev0"
