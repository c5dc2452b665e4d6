<?php
// Loaded by WordPress as a must-use plug-in. Does what site owners do to close their site, as far as the environment asks.

if ( 'unauthorized' === getenv( 'SITE_REST' ) ) {
	// The filter that plug-ins such as Disable REST API use; the answer is WordPress's own, in JSON.
	add_filter(
		'rest_authentication_errors',
		fn() => new WP_Error( 'rest_login_required', 'REST API restricted to authenticated users.', array( 'status' => 401 ) )
	);
}

if ( getenv( 'SITE_HIDES_USERS' ) ) {
	// Only the REST routes are closed: names still stand in feeds and on pages, as on most such sites.
	add_filter(
		'rest_pre_dispatch',
		fn( $answer, $server, $request ) => str_starts_with( $request->get_route(), '/wp/v2/users' )
			? new WP_Error( 'rest_cannot_access', 'Only authenticated users can access the User endpoint REST API.', array( 'status' => 401 ) )
			: $answer,
		10,
		3
	);
}
