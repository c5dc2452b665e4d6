<?php
// Installs WordPress and puts the content in: php fill.php CONTENT.json ASSIGNED.json, run inside the site's folder.
// ASSIGNED.json tells which id and address WordPress gave to each item.
define( 'WP_INSTALLING', true );
[ , $content_file, $assigned_file ] = $argv;
$content = json_decode( file_get_contents( $content_file ), true, 512, JSON_THROW_ON_ERROR );

require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

function succeeded( $answer ) {
	if ( is_wp_error( $answer ) ) {
		throw new RuntimeException( $answer->get_error_message() );
	}
	return $answer;
}

function local_and_gmt( string $field, string $at ): array {
	$gmt = gmdate( 'Y-m-d H:i:s', strtotime( $at ) );
	return array( $field => get_date_from_gmt( $gmt ), "{$field}_gmt" => $gmt );
}

wp_install( $content['company'], 'site-owner', 'owner@nordlys.example', true, '', 'unused' );
update_option( 'timezone_string', 'Europe/Oslo' );
update_option( 'permalink_structure', '/%year%/%monthnum%/%postname%/' );
update_option( 'blogdescription', 'Strøm fra nord' );
$wp_rewrite->init();
foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $sample ) {
	wp_delete_post( $sample->ID, true );
}
// Without an owner logged in WordPress would clean the hostile texts before they are stored.
wp_set_current_user( 1 );
kses_remove_filters();

$assigned = array( 'authors' => array(), 'posts' => array(), 'pages' => array() );
foreach ( $content['authors'] as $author ) {
	$id = succeeded(
		wp_insert_user(
			array(
				'user_login'    => $author['slug'],
				'user_nicename' => $author['slug'],
				'display_name'  => $author['name'],
				'description'   => $author['bio'],
				'user_email'    => $author['slug'] . '@nordlys.example',
				'user_pass'     => wp_generate_password(),
				'role'          => 'author',
			)
		)
	);
	$assigned['authors'][ $author['slug'] ] = array( 'id' => $id, 'link' => get_author_posts_url( $id ) );
}

foreach ( $content['pages'] as $page ) {
	$id = succeeded(
		wp_insert_post(
			wp_slash(
				array(
					'post_type'    => 'page',
					'post_status'  => 'publish',
					'post_title'   => $page['title'],
					'post_content' => $page['html'],
				) + local_and_gmt( 'post_date', $page['at'] )
			),
			true
		)
	);
	$assigned['pages'][ $page['key'] ] = array( 'id' => $id, 'link' => get_permalink( $id ) );
}

foreach ( $content['posts'] as $post ) {
	$categories = array_map( fn( $name ) => get_cat_ID( $name ) ?: succeeded( wp_insert_category( array( 'cat_name' => $name ), true ) ), $post['categories'] );
	$id         = succeeded(
		wp_insert_post(
			wp_slash(
				array(
					'post_title'    => $post['title'],
					'post_content'  => $post['html'],
					'post_author'   => $assigned['authors'][ $post['author'] ]['id'],
					'post_status'   => $post['status'],
					'post_password' => $post['password'],
					'post_category' => $categories,
				) + local_and_gmt( 'post_date', $post['at'] )
			),
			true
		)
	);
	if ( $post['sticky'] ) {
		stick_post( $id );
	}
	$numbers = array();
	foreach ( $post['comments'] as $comment ) {
		$numbers[ $comment['key'] ] = wp_insert_comment(
			wp_slash(
				array(
					'comment_post_ID'  => $id,
					'comment_author'   => $comment['name'],
					'comment_content'  => $comment['text'],
					'comment_approved' => $comment['approved'] ? 1 : 0,
					'comment_parent'   => $comment['reply_to'] ? $numbers[ $comment['reply_to'] ] : 0,
					'comment_type'     => $comment['kind'],
					'user_id'          => $comment['by'] ? $assigned['authors'][ $comment['by'] ]['id'] : 0,
				) + local_and_gmt( 'comment_date', $comment['at'] )
			)
		);
	}
	$assigned['posts'][ $post['key'] ] = array( 'id' => $id, 'link' => get_permalink( $id ) );
}

// The first request works the addresses out anew: here the categories were registered before the permalinks were set.
delete_option( 'rewrite_rules' );

file_put_contents( $assigned_file, json_encode( $assigned, JSON_THROW_ON_ERROR | JSON_FORCE_OBJECT ) );
