<?php
// WordPress keeps its own address in its database. Taking it from the request instead lets one filled site answer under
// any port or host name, as a test's pretend internet needs.
$site_host   = $_SERVER['HTTP_HOST'] ?? getenv( 'SITE_HOST' );
$site_scheme = $_SERVER['HTTP_X_FORWARDED_PROTO'] ?? 'http';
if ( 'https' === $site_scheme ) {
	$_SERVER['HTTPS'] = 'on';
}
define( 'WP_HOME', "$site_scheme://$site_host" );
define( 'WP_SITEURL', WP_HOME );

define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8' );
define( 'DB_COLLATE', '' );
define( 'DB_DIR', __DIR__ . '/wp-content/database/' );
define( 'DB_FILE', 'site.sqlite' );

// Nothing leaves the machine and nothing runs beside the requests.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );

// An error of PHP's own belongs in the server's log, not in a polite page.
define( 'WP_DEBUG', false );
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
