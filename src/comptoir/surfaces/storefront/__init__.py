"""The demo's storefronts: two shops as they might look, which carry the widget as any shop would. Installed in demo mode only."""
