"""How we come to a mailbox's servers: sockets to hosts that may be asked, IMAP, SMTP, OAuth. It decides nothing about mails."""
