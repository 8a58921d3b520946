"""The HTTP server: yente's and OpenRefine's routes, navicert's own under /v1, health, metrics.

Thin: requests are read, the desk is asked, answers are written. Importing it loads the web framework, so nothing but
`navicert serve` does.
"""
