"""What if: bargaining proposals and what they cost, laid over a filing's figures."""
