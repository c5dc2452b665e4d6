<?php
// Does what an owner does with posts: php deeds.php DEEDS.json ASSIGNED.json, run inside the folder of a filled site.
// DEEDS.json is a list of {"deed": "publish|edit|delete|restore", "id", "title", "html", "at"}; a new post has no id.
// ASSIGNED.json tells for each deed which post it was about.
[ , $deeds_file, $assigned_file ] = $argv;
$deeds = json_decode( file_get_contents( $deeds_file ), true, 512, JSON_THROW_ON_ERROR );

require getcwd() . '/wp-load.php';
wp_set_current_user( 1 );

function done( array $deed ): int {
	switch ( $deed['deed'] ) {
		case 'publish':
			$gmt  = gmdate( 'Y-m-d H:i:s', strtotime( $deed['at'] ) );
			$post = array(
				'post_title'    => $deed['title'],
				'post_content'  => $deed['html'],
				'post_status'   => 'publish',
				'post_date'     => get_date_from_gmt( $gmt ),
				'post_date_gmt' => $gmt,
			);
			return wp_insert_post( wp_slash( $post ) );
		case 'edit':
			$post = array(
				'ID'           => $deed['id'],
				'post_title'   => $deed['title'],
				'post_content' => $deed['html'],
			);
			return wp_update_post( wp_slash( $post ) );
		case 'delete':
			return wp_trash_post( $deed['id'] ) ? $deed['id'] : 0;
		case 'restore':
			// What comes out of the bin is a draft at first.
			return wp_untrash_post( $deed['id'] ) ? wp_update_post( array( 'ID' => $deed['id'], 'post_status' => 'publish' ) ) : 0;
	}
	return 0;
}

$assigned = array();
foreach ( $deeds as $deed ) {
	$id = done( $deed );
	if ( ! $id ) {
		throw new RuntimeException( 'failed: ' . wp_json_encode( $deed ) );
	}
	$assigned[] = array( 'id' => $id, 'link' => get_permalink( $id ) );
}
file_put_contents( $assigned_file, json_encode( $assigned, JSON_THROW_ON_ERROR ) );
