"""The register in the forms that others read."""
