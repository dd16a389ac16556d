"""What the law says: packs of YAML loaded, checked and dated. It knows no filing."""
