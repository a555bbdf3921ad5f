"""The web desk: pages over a store. A page is a question, a documented context and a template."""
