<?php
// What the owner of the site would choose under Settings > Reading: a standing page as home page, the posts on another.
add_filter( 'pre_option_show_on_front', fn() => 'page' );
add_filter( 'pre_option_page_on_front', fn() => get_page_by_path( 'hjem' )->ID ?? 0 );
add_filter( 'pre_option_page_for_posts', fn() => get_page_by_path( 'aktuelt' )->ID ?? 0 );
