"""The doors: HTTP, the web page, the jobs API, the command line, the hot folder."""
