<?php
// The part of a web server in front of WordPress: files are served as they are, everything else goes to index.php.
$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ?: '/' );

if ( 'forbidden' === getenv( 'SITE_REST' ) && ( str_starts_with( $path, '/wp-json' ) || isset( $_GET['rest_route'] ) ) ) {
	// A rule in the web server itself, which never reaches WordPress and answers in HTML.
	http_response_code( 403 );
	header( 'Content-Type: text/html' );
	echo "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n</body>\r\n</html>\r\n";
	return true;
}

$file = realpath( $_SERVER['DOCUMENT_ROOT'] . $path );
if ( $file && is_dir( $file ) ) {
	$file = realpath( "$file/index.php" );
}
if ( $file && is_file( $file ) && ! str_ends_with( $file, '.php' ) ) {
	return false;
}
$script = $file && str_starts_with( $file, $_SERVER['DOCUMENT_ROOT'] ) && is_file( $file ) ? $file : $_SERVER['DOCUMENT_ROOT'] . '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $script;
$_SERVER['SCRIPT_NAME']     = substr( $script, strlen( $_SERVER['DOCUMENT_ROOT'] ) );
$_SERVER['PHP_SELF']        = $_SERVER['SCRIPT_NAME'];
chdir( dirname( $script ) );
require $script;
