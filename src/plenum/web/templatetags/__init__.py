"""What templates can say; both libraries are built in, no `{% load %}` is needed."""
