"""Fiscal years, as compliance.fiscal_year has them."""

from compliance.fiscal_year import distance, is_fiscal_year, shift

__all__ = ["distance", "is_fiscal_year", "shift"]
