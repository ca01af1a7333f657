"""How the parts are put together: settings, addresses, servers, and the one table of who reacts to what."""
