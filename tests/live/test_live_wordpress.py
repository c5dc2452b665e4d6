"""The installed program against a real WordPress: what is read equals what was put in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from live.conftest import inspected, overheard
from servers.invented import Content, Post
from servers.wordpress import RunningWordPress

pytestmark = pytest.mark.servers

TEN_YEARS = ("--days", "3650")


def put_in(content: Content, site: RunningWordPress, author: str | None = None) -> dict[str, Post]:
    return {
        site.posts[post.key].link: post
        for post in content.posts
        if post.visible and (author is None or post.author == author)
    }


def names(content: Content) -> dict[str, str]:
    return {author.slug: author.name for author in content.authors}


def compare(content: Content, seen: dict[str, Any], expected: dict[str, Post]) -> None:
    posts = {p["url"]: p for p in seen["posts"]}
    assert posts.keys() == expected.keys()
    for url, post in expected.items():
        assert datetime.fromisoformat(posts[url]["published_at"]) == post.at, post.key
        assert posts[url]["is_reply"] is False, post.key
        assert posts[url]["is_repost"] is False, post.key


def authors(content: Content, seen: dict[str, Any], expected: dict[str, Post]) -> None:
    for post in seen["posts"]:
        written_by = names(content)[expected[post["url"]].author]
        # A company that signs its own posts is no person.
        assert post["author"] in ({written_by, None} if written_by == content.company else {written_by})


@pytest.mark.parametrize("platform", ["wordpress", "website"])
def test_every_post_date_and_author_equals_what_was_put_in(
    blog: RunningWordPress, content: Content, platform: str
) -> None:
    seen = inspected(blog.base_url + "/", "--platform", platform, *TEN_YEARS)

    expected = put_in(content, blog)
    assert (seen["outcome"], seen["window"]["complete"]) == ("ok", True)
    compare(content, seen, expected)
    authors(content, seen, expected)
    pinned = {p["url"] for p in seen["posts"] if p["is_pinned"]}
    assert pinned == {url for url, post in expected.items() if post.sticky}


def test_the_text_of_a_protected_post_is_not_shown(blog: RunningWordPress, content: Content) -> None:
    seen = inspected(blog.base_url + "/", "--platform", "wordpress", *TEN_YEARS)

    protected = {url for url, post in put_in(content, blog).items() if post.password}
    assert protected
    for post in seen["posts"]:
        if post["url"] in protected:
            secret = next(p for p in content.posts if blog.posts[p.key].link == post["url"]).html
            assert secret not in post["text"]


def test_a_closed_rest_interface_falls_back_to_the_feed(closed_blog: RunningWordPress, content: Content) -> None:
    seen = inspected(closed_blog.base_url + "/", "--platform", "wordpress", *TEN_YEARS)

    assert seen["outcome"] == "ok"
    compare(content, seen, put_in(content, closed_blog))


def test_a_leader_is_credited_with_own_posts_only(blog: RunningWordPress, content: Content) -> None:
    expected = put_in(content, blog, "ingrid-nordstjerne")
    seen = inspected(blog.authors["ingrid-nordstjerne"].link, "--platform", "wordpress", *TEN_YEARS)

    assert expected
    compare(content, seen, expected)
    assert {p["author"] for p in seen["posts"]} <= {"Ingrid Nordstjerne"}


def test_a_leader_who_never_wrote_has_zero_posts_and_not_those_of_the_site(
    blog: RunningWordPress, content: Content
) -> None:
    silent = next(a.slug for a in content.authors if not any(p.author == a.slug for p in content.posts))
    seen = inspected(blog.authors[silent].link, "--platform", "wordpress", *TEN_YEARS)

    assert (seen["outcome"], seen["posts"]) == ("zero_posts", [])


def test_an_author_nobody_knows_is_not_found(blog: RunningWordPress) -> None:
    seen = inspected(f"{blog.base_url}/author/finnes-ikke/", "--platform", "wordpress")

    assert seen["outcome"] == "not_found"


@pytest.mark.parametrize("platform", ["wordpress", "website"])
def test_what_readers_write_under_the_posts_equals_what_was_put_in(
    blog: RunningWordPress, content: Content, platform: str
) -> None:
    since = content.now - timedelta(days=91)
    found = overheard(blog.base_url + "/", platform, since, content.now).comments

    assert found is not None
    assert found.since == since
    posts = {str(blog.posts[post.key].id): post for post in content.posts if post.visible and post.at >= since}
    put_in = {
        (number, comment.at): comment for number, post in posts.items() for comment in post.comments if comment.visible
    }
    said = {(comment.post, comment.published_at): comment for comment in found.said}
    assert said.keys() == put_in.keys()
    assert len(said) > 5
    when = {(number, comment.key): comment.at for (number, _), comment in put_in.items() if comment.key}
    own = set(names(content).values())
    for (number, at), wrote in put_in.items():
        comment = said[number, at]
        above = said[number, when[number, wrote.reply_to]].id if wrote.reply_to else number
        assert comment.parent == above, wrote.text
        assert comment.author == wrote.name, wrote.text
        # Whoever is not signed in may type any name, also that of an author.
        whose = True if wrote.by else None if wrote.name in own else False
        assert comment.is_own is whose, wrote.text
        assert "\u202e" not in comment.text, wrote.text
        if "<" not in wrote.text:
            assert comment.text == wrote.text


def test_of_a_leader_only_what_stands_under_own_posts_is_read(blog: RunningWordPress, content: Content) -> None:
    since = content.now - timedelta(days=91)
    found = overheard(blog.authors["ingrid-nordstjerne"].link, "wordpress", since, content.now).comments

    assert found is not None
    assert {comment.post for comment in found.said} == {str(blog.posts["havvind"].id)}
    assert [comment.is_own for comment in found.said] == [None, False]  # the first only bears the author's name


def test_where_the_rest_interface_is_closed_comments_stay_unknown(
    closed_blog: RunningWordPress, content: Content
) -> None:
    found = overheard(closed_blog.base_url + "/", "wordpress", content.now - timedelta(days=91), content.now)

    assert found.posts
    assert found.comments is None
