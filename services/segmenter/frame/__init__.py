"""The lines that frame the body: title, number, addressee, date, signature; kind, language and metadata."""
