"""The preview: what is sent to a browser on the same computer while somebody writes."""
