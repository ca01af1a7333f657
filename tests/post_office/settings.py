"""Who is at home in the post office, and how its servers are set up."""

from __future__ import annotations

PASSWORD = "secret"
OAUTH_KEY = "the key by which tokens of this post office are signed"
CLIENT_IP = "203.0.113.5"
"""From where people's mail comes, as far as Postfix is told."""
PEOPLE, SHOP, GONE, REPLIES, DESK = "people.test", "shop.test", "gone.test", "reply.shop.test", "desk.test"
"""Domains: mailboxes of people and of the shop in Dovecot; one where nobody is; the desk's own addresses; mailboxes at the desk."""

DOVECOT = """
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:{place}/mail/%u
mail_max_userip_connections = 50
# Where the kernel has no watches left for so many sessions of one user, Dovecot looks by itself.
mailbox_idle_check_interval = 1 secs
recipient_delimiter = +
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth.conf
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={place}/mail/%u
}}
service imap-login {{
  service_count = 0
  client_limit = 2000
  inet_listener imap {{
    port = {office.imap_port}
  }}
  inet_listener imaps {{
    port = {office.imaps_port}
    ssl = yes
  }}
}}
service imap {{
  process_limit = 500
}}
service anvil {{
  client_limit = 3000
}}
service auth {{
  client_limit = 3000
}}
service stats {{
  client_limit = 3000
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {office.dovecot_lmtp}
  }}
}}
namespace inbox {{
  inbox = yes
}}
"""
TRANSPORT = f"""{PEOPLE} lmtp:inet:127.0.0.1:{{office.dovecot_lmtp}}
{SHOP} lmtp:inet:127.0.0.1:{{office.dovecot_lmtp}}
{REPLIES} lmtp:inet:127.0.0.1:{{office.desk_lmtp}}
{DESK} lmtp:inet:127.0.0.1:{{office.desk_lmtp}}
{GONE} smtp:[127.0.0.1]:{{office.sink_port}}
* error:5.7.1 no mail leaves here
"""
MAIN = """
compatibility_level = 3.6
queue_directory = {place}/queue
data_directory = {place}/data
maillog_file = {log}
myhostname = post.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
transport_maps = texthash:{place}/transport
relay_domains = {office.domains}
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_forbid_bare_newline = normalize
lmtp_send_xforward_command = yes
smtpd_authorized_xforward_hosts = 127.0.0.0/8
lmtp_destination_recipient_limit = 50
smtpd_peername_lookup = no
smtp_host_lookup = native
lmtp_host_lookup = native
disable_dns_lookups = yes
minimal_backoff_time = 1s
maximal_backoff_time = 3s
queue_run_delay = 1s
bounce_queue_lifetime = 10m
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
message_size_limit = 50000000
default_process_limit = 30
"""
MASTER = """
127.0.0.1:{office.smtp_port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
