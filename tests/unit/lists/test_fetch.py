"""Fetching from publishers that answer late, in part, twice, wrongly or not at all: a real server on the loopback."""

import gzip
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from navicert.errors import FetchError
from navicert.lists.addresses import check_redirect
from navicert.lists.fetch import Fetched, FetchPolicy, Unchanged, Validator, fetch

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
POLICY = FetchPolicy(
    user_agent="navicert-test",
    timeout=3.0,
    deadline=20,
    tries=3,
    first_pause=0.01,
    longest_pause=0.05,
    limit_bytes=10_000_000,
)
LIST = b"".join(b"%d,PARTY NUMBER %d,-0- \r\n" % (number, number) for number in range(4000))
ETAG = '"v1"'

Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request; answers are written with the methods below."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        publisher: Publisher = self.server.publisher  # type: ignore[attr-defined]
        publisher.asked.append((self.path, dict(self.headers)))
        answers = publisher.answers[self.path]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self)

    def begin(self, status: int, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def hang_up(self) -> None:
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Silence: pytest shows what matters."""


@dataclass
class Publisher:
    """A server whose answers are scripted by path; the last one is repeated."""

    base: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.base + path

    def headers_asked(self, name: str) -> list[str | None]:
        return [headers.get(name) for _, headers in self.asked]


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    server.daemon_threads = True
    server.handle_error = lambda request, address: None  # type: ignore[method-assign]
    publisher = Publisher(f"http://127.0.0.1:{server.server_port}")
    server.publisher = publisher  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield publisher
    server.shutdown()
    thread.join()
    server.server_close()


def whole(body: bytes = LIST, **headers: object) -> Answer:
    def answer(asked: Asked) -> None:
        asked.begin(200, Content_Length=len(body), **headers)
        asked.wfile.write(body)

    return answer


def status(number: int, **headers: object) -> Answer:
    return lambda asked: asked.begin(number, Content_Length=0, **headers)


def only_if_changed(body: bytes = LIST, etag: str = ETAG) -> Answer:
    def answer(asked: Asked) -> None:
        if asked.headers["If-None-Match"] == etag:
            asked.begin(304, ETag=etag)
        else:
            whole(body, ETag=etag)(asked)

    return answer


def breaking_off(after: int, body: bytes = LIST, **headers: object) -> Answer:
    """Announces the whole body and hangs up after some bytes of it."""

    def answer(asked: Asked) -> None:
        asked.begin(200, Content_Length=len(body), **headers)
        asked.wfile.write(body[:after])
        asked.hang_up()

    return answer


def the_rest(body: bytes = LIST, etag: str = ETAG) -> Answer:
    """Honours Range under the ETag that it has."""

    def answer(asked: Asked) -> None:
        wanted = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("Range", ""))
        if wanted is None or asked.headers.get("If-Range") != etag:
            whole(body, ETag=etag)(asked)
            return
        start = int(wanted[1])
        asked.begin(
            206, ETag=etag, Content_Length=len(body) - start, Content_Range=f"bytes {start}-{len(body) - 1}/{len(body)}"
        )
        asked.wfile.write(body[start:])

    return answer


def silent(seconds: float = 0.6) -> Answer:
    def answer(asked: Asked) -> None:
        time.sleep(seconds)
        asked.hang_up()

    return answer


def get(url: str | list[str], folder: Path, **policy: object) -> Fetched | Unchanged:
    urls = [url] if isinstance(url, str) else url
    return fetch(urls, folder, now=NOW, policy=replace(POLICY, **policy))  # type: ignore[arg-type]


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# What went well


def test_a_file_arrives_whole_under_its_own_name(publisher: Publisher, tmp_path: Path) -> None:
    url = publisher.url("/lists/SDN.CSV?format=csv", whole(ETag=ETAG, Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT"))
    got = get(url, tmp_path)
    assert got == Fetched((tmp_path / "SDN.CSV",), (Validator(url, ETAG, "Sat, 21 Nov 2026 10:00:00 GMT"),), NOW)
    assert got.files[0].read_bytes() == LIST
    assert leftovers(tmp_path) == ["SDN.CSV"]
    assert publisher.headers_asked("User-Agent") == ["navicert-test"]


def test_several_addresses_give_files_in_their_order_and_equal_names_are_numbered(
    publisher: Publisher, tmp_path: Path
) -> None:
    urls = [publisher.url(f"/{part}/list.csv", whole(part.encode() + b"\n")) for part in ("main", "aliases")]
    got = get(urls, tmp_path)
    assert isinstance(got, Fetched)
    assert [path.name for path in got.files] == ["1-list.csv", "2-list.csv"]
    assert [path.read_bytes() for path in got.files] == [b"main\n", b"aliases\n"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param("/a/..%2F..%2Fetc%2Fpasswd", "etc_passwd", id="a path that climbs"),
        pytest.param("/", "1-file", id="no name at all"),
        pytest.param("/export%20list.xml", "export_list.xml", id="a space"),
    ],
)
def test_names_of_files_stay_in_the_folder(publisher: Publisher, tmp_path: Path, path: str, name: str) -> None:
    get(publisher.url(path, whole()), tmp_path)
    assert leftovers(tmp_path) == [name]


def test_progress_is_told_with_the_size(publisher: Publisher, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    url = publisher.url("/list", whole())
    fetch([url], tmp_path, now=NOW, policy=POLICY, progress=lambda done, size: told.append((done, size)))
    assert told[-1] == (len(LIST), len(LIST))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_packed_answer_is_unpacked(publisher: Publisher, tmp_path: Path) -> None:
    get(publisher.url("/list", whole(gzip.compress(LIST), Content_Encoding="gzip")), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST
    assert leftovers(tmp_path) == ["list"]


def test_a_redirect_is_followed_and_the_address_asked_for_stays_the_name(publisher: Publisher, tmp_path: Path) -> None:
    publisher.url("/signed/abc", whole(ETag=ETAG))
    url = publisher.url("/list.csv", lambda asked: asked.begin(302, Location="/signed/abc", Content_Length=0))
    got = get(url, tmp_path)
    assert got.validators == (Validator(url, ETAG, None),)
    assert (tmp_path / "list.csv").read_bytes() == LIST


def test_a_body_in_chunks_needs_no_announced_length(publisher: Publisher, tmp_path: Path) -> None:
    def answer(asked: Asked) -> None:
        asked.begin(200, Transfer_Encoding="chunked")
        for part in (LIST[:100], LIST[100:]):
            asked.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        asked.wfile.write(b"0\r\n\r\n")

    get(publisher.url("/list", answer), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST


@pytest.mark.parametrize(
    ("told", "day"),
    [
        pytest.param(["Sat, 21 Nov 2026 10:00:00 GMT"], date(2026, 11, 21), id="one"),
        pytest.param(
            ["Fri, 20 Nov 2026 23:00:00 GMT", "Sat, 21 Nov 2026 01:00:00 GMT"], date(2026, 11, 21), id="the later"
        ),
        pytest.param(["Fri, 20 Nov 2026 23:00:00 GMT", None], None, id="one of two"),
        pytest.param(["yesterday"], None, id="no date"),
    ],
)
def test_the_day_of_the_last_change_is_known_when_all_servers_say_it(told: list[str | None], day: date | None) -> None:
    validators = tuple(Validator(f"https://x/{number}", None, text) for number, text in enumerate(told))
    assert Fetched((), validators, NOW).last_modified == day


# Unchanged


def test_a_known_file_is_asked_for_only_if_it_changed(publisher: Publisher, tmp_path: Path) -> None:
    url = publisher.url("/list", only_if_changed())
    first = get(url, tmp_path)
    again = fetch([url], tmp_path, now=NOW, policy=POLICY, known=first.validators)
    assert again == Unchanged(first.validators, NOW)


def test_last_modified_alone_suffices(publisher: Publisher, tmp_path: Path) -> None:
    since = "Sat, 21 Nov 2026 10:00:00 GMT"
    url = publisher.url("/list", status(304))
    known = [Validator(url, None, since)]
    assert isinstance(fetch([url], tmp_path, now=NOW, policy=POLICY, known=known), Unchanged)
    assert publisher.headers_asked("If-Modified-Since") == [since]


def test_when_one_of_several_changed_all_are_fetched(publisher: Publisher, tmp_path: Path) -> None:
    urls = [publisher.url("/a", only_if_changed(b"a\n")), publisher.url("/b", only_if_changed(b"b\n", '"new"'))]
    known = [Validator(urls[0], ETAG), Validator(urls[1], '"old"')]
    got = fetch(urls, tmp_path, now=NOW, policy=POLICY, known=known)
    assert isinstance(got, Fetched)
    assert [path.read_bytes() for path in got.files] == [b"a\n", b"b\n"]
    assert [validator.etag for validator in got.validators] == [ETAG, '"new"']


def test_another_address_is_not_asked_about_what_is_known(publisher: Publisher, tmp_path: Path) -> None:
    url = publisher.url("/list", only_if_changed())
    got = fetch([url], tmp_path, now=NOW, policy=POLICY, known=[Validator("http://elsewhere.example/list", ETAG)])
    assert isinstance(got, Fetched)
    assert publisher.headers_asked("If-None-Match") == [None]


def test_not_modified_without_having_asked_is_an_error(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="answers 304"):
        get(publisher.url("/list", status(304)), tmp_path)


# Failures that pass


@pytest.mark.parametrize("number", [408, 429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again(publisher: Publisher, tmp_path: Path, number: int) -> None:
    get(publisher.url("/list", status(number), whole()), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST
    assert len(publisher.asked) == 2


def test_a_server_that_stays_in_trouble_is_given_up(publisher: Publisher, tmp_path: Path) -> None:
    url = publisher.url("/list", status(503))
    with pytest.raises(FetchError, match=r"answers 503 \(3 tries\)") as caught:
        get(url, tmp_path)
    assert caught.value.where == url
    assert caught.value.next
    assert len(publisher.asked) == 3
    assert leftovers(tmp_path) == []


def test_a_timeout_is_tried_again(publisher: Publisher, tmp_path: Path) -> None:
    get(publisher.url("/list", silent(), whole()), tmp_path, timeout=0.25)
    assert (tmp_path / "list").read_bytes() == LIST


def test_a_server_that_never_answers_is_named(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="the server stopped sending"):
        get(publisher.url("/list", silent(0.3)), tmp_path, timeout=0.05)


def test_a_server_that_drips_is_given_up_at_the_deadline(publisher: Publisher, tmp_path: Path) -> None:
    def answer(asked: Asked) -> None:
        asked.begin(200, Content_Length=len(LIST))
        for number in range(200):
            asked.wfile.write(LIST[number : number + 1])
            time.sleep(0.02)

    with pytest.raises(FetchError, match="took more than"):
        get(publisher.url("/list", answer), tmp_path, tries=1, deadline=0.2)


def test_no_server_at_all_is_no_connection(tmp_path: Path, publisher: Publisher) -> None:
    with pytest.raises(FetchError, match="no connection"):
        get("http://127.0.0.1:1/list", tmp_path, tries=1)


@pytest.mark.parametrize(
    "asked_pause",
    [
        pytest.param({"Retry_After": "0"}, id="in seconds"),
        pytest.param(
            {"Retry_After": format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)}, id="as a date gone by"
        ),
        pytest.param({"Retry_After": "soon"}, id="in words nobody defined"),
    ],
)
def test_the_pause_that_a_server_asks_for_is_kept(
    publisher: Publisher, tmp_path: Path, asked_pause: dict[str, object]
) -> None:
    get(publisher.url("/list", status(429, **asked_pause), whole()), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST


def test_a_pause_is_waited_out(publisher: Publisher, tmp_path: Path) -> None:
    began = time.monotonic()
    get(publisher.url("/list", status(503, Retry_After="1"), whole()), tmp_path, longest_pause=2.0)
    assert time.monotonic() - began >= 1


def test_too_long_a_pause_is_not_waited_out(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="asks to wait 3,600 seconds"):
        get(publisher.url("/list", status(429, Retry_After="3600")), tmp_path)
    assert len(publisher.asked) == 1


# Going on after a break


def test_a_broken_download_goes_on_where_it_stopped(publisher: Publisher, tmp_path: Path) -> None:
    get(publisher.url("/list", breaking_off(30_000, ETag=ETAG), the_rest()), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST
    assert publisher.headers_asked("Range") == [None, "bytes=30000-"]
    assert publisher.headers_asked("If-Range") == [None, ETAG]
    assert leftovers(tmp_path) == ["list"]


def test_a_later_call_goes_on_with_what_an_earlier_one_left(publisher: Publisher, tmp_path: Path) -> None:
    url = publisher.url("/list", breaking_off(30_000, ETag=ETAG), status(503), the_rest())
    with pytest.raises(FetchError):
        get(url, tmp_path, tries=2)
    get(url, tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST
    assert publisher.headers_asked("Range")[-1] == "bytes=30000-"


def test_a_file_that_changed_meanwhile_is_begun_anew(publisher: Publisher, tmp_path: Path) -> None:
    changed = LIST.replace(b"PARTY", b"SHIPS")
    get(publisher.url("/list", breaking_off(30_000, ETag=ETAG), the_rest(changed, '"v2"')), tmp_path)
    assert (tmp_path / "list").read_bytes() == changed


@pytest.mark.parametrize("etag", [pytest.param('W/"v1"', id="weak"), pytest.param(None, id="none")])
def test_without_a_strong_etag_a_broken_download_is_begun_anew(
    publisher: Publisher, tmp_path: Path, etag: str | None
) -> None:
    headers = {"ETag": etag} if etag else {}
    get(publisher.url("/list", breaking_off(30_000, **headers), the_rest()), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST
    assert publisher.headers_asked("Range") == [None, None]


def test_a_part_that_does_not_fit_is_not_joined(publisher: Publisher, tmp_path: Path) -> None:
    def elsewhere(asked: Asked) -> None:
        asked.begin(206, ETag=ETAG, Content_Length=10, Content_Range=f"bytes 10-19/{len(LIST)}")
        asked.wfile.write(LIST[10:20])

    get(publisher.url("/list", breaking_off(30_000, ETag=ETAG), elsewhere, the_rest()), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST


def test_a_refused_range_is_begun_anew(publisher: Publisher, tmp_path: Path) -> None:
    get(publisher.url("/list", breaking_off(30_000, ETag=ETAG), status(416), the_rest()), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST


def test_a_packed_download_goes_on_too(publisher: Publisher, tmp_path: Path) -> None:
    packed = gzip.compress(LIST)

    def rest(asked: Asked) -> None:
        start = int(asked.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        content_range = f"bytes {start}-{len(packed) - 1}/{len(packed)}"
        asked.begin(
            206, ETag=ETAG, Content_Encoding="gzip", Content_Length=len(packed) - start, Content_Range=content_range
        )
        asked.wfile.write(packed[start:])

    get(publisher.url("/list", breaking_off(2000, packed, ETag=ETAG, Content_Encoding="gzip"), rest), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST


# Lies


def test_a_body_shorter_than_announced_is_not_believed(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="the connection broke"):
        get(publisher.url("/list", breaking_off(30_000)), tmp_path)
    assert not (tmp_path / "list").exists()


@pytest.mark.parametrize(
    "announced",
    [
        pytest.param(100, id="the rest is read with it"),
        pytest.param(len(LIST) - 1, id="one byte"),
        pytest.param(0, id="nothing"),
    ],
)
def test_a_body_longer_than_announced_is_not_believed(publisher: Publisher, tmp_path: Path, announced: int) -> None:
    def answer(asked: Asked) -> None:
        asked.begin(200, Content_Length=announced)
        asked.wfile.write(LIST)
        asked.hang_up()

    with pytest.raises(FetchError, match=f"announced {announced:,} bytes and sent at least"):
        get(publisher.url("/list", answer), tmp_path)
    assert not (tmp_path / "list").exists()


def test_a_part_that_makes_another_size_than_announced_is_not_believed(publisher: Publisher, tmp_path: Path) -> None:
    def short(asked: Asked) -> None:
        asked.begin(206, ETag=ETAG, Content_Length=10, Content_Range=f"bytes 30000-30009/{len(LIST)}")
        asked.wfile.write(LIST[30_000:30_010])

    with pytest.raises(FetchError, match=r"announced .* bytes and sent 30,010"):
        get(publisher.url("/list", breaking_off(30_000, ETag=ETAG), short), tmp_path, tries=2)
    assert not (tmp_path / "list").exists()


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(b"<!DOCTYPE html><html><title>Error</title></html>", id="with a doctype"),
        pytest.param(b"\xef\xbb\xbf\r\n <HTML><body>Please log in</body></HTML>", id="after a mark and space"),
        pytest.param(
            b'<?xml version="1.0"?><!-- x --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html/>', id="XHTML"
        ),
        pytest.param(b"<!-- a --><!-- b --><head></head>", id="after comments"),
    ],
)
def test_an_error_page_with_status_200_is_no_list(publisher: Publisher, tmp_path: Path, page: bytes) -> None:
    with pytest.raises(FetchError, match="a web page in place of the file"):
        get(publisher.url("/list", whole(page, Content_Type="text/plain")), tmp_path)
    assert leftovers(tmp_path) == []


def test_xml_is_no_web_page_even_if_the_server_calls_it_one(publisher: Publisher, tmp_path: Path) -> None:
    body = b'<?xml version="1.0"?>\n<CONSOLIDATED_LIST dateGenerated="2026-02-27"><INDIVIDUALS/></CONSOLIDATED_LIST>'
    assert isinstance(get(publisher.url("/list", whole(body, Content_Type="text/html")), tmp_path), Fetched)


def test_many_comments_are_looked_through_quickly(publisher: Publisher, tmp_path: Path) -> None:
    began = time.monotonic()
    get(publisher.url("/list", whole(b"<!---->" * 2000 + b"<list/>")), tmp_path)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("body", [pytest.param(b"", id="no byte"), pytest.param(b" \r\n", id="white space")])
def test_an_empty_file_is_no_list(publisher: Publisher, tmp_path: Path, body: bytes) -> None:
    with pytest.raises(FetchError, match="the file is empty"):
        get(publisher.url("/list", whole(body)), tmp_path)


@pytest.mark.parametrize("number", [401, 403, 404, 410, 204])
def test_an_answer_that_is_no_file_is_not_asked_for_again(publisher: Publisher, tmp_path: Path, number: int) -> None:
    def answer(asked: Asked) -> None:
        asked.begin(number, **({} if number == 204 else {"Content_Length": 0}))

    with pytest.raises(FetchError, match=f"answers {number}"):
        get(publisher.url("/list", answer), tmp_path)
    assert len(publisher.asked) == 1


# Too much


def test_a_file_announced_above_the_limit_is_not_fetched(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="larger than 50,000 bytes"):
        get(publisher.url("/list", whole()), tmp_path, limit_bytes=50_000)
    assert leftovers(tmp_path) == []


def test_a_file_that_grows_above_the_limit_is_dropped(publisher: Publisher, tmp_path: Path) -> None:
    def endless(asked: Asked) -> None:
        asked.begin(200, ETag=ETAG)
        asked.hang_up()
        for _ in range(200):
            asked.wfile.write(LIST)

    with pytest.raises(FetchError, match="larger than 500,000 bytes"):
        get(publisher.url("/list", endless), tmp_path, limit_bytes=500_000)
    assert leftovers(tmp_path) == []


def test_a_small_packed_file_that_grows_without_end_is_dropped(publisher: Publisher, tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(20_000_000))
    with pytest.raises(FetchError, match="larger than 10,000,000 bytes"):
        get(publisher.url("/list", whole(bomb, Content_Encoding="gzip")), tmp_path)
    assert len(bomb) < 50_000
    assert leftovers(tmp_path) == []


def test_a_damaged_packed_file_is_fetched_again(publisher: Publisher, tmp_path: Path) -> None:
    packed = gzip.compress(LIST)
    cut = whole(packed[:-20], Content_Encoding="gzip", ETag=ETAG)
    get(publisher.url("/list", cut, whole(packed, Content_Encoding="gzip", ETag=ETAG)), tmp_path)
    assert (tmp_path / "list").read_bytes() == LIST
    assert publisher.headers_asked("Range") == [None, None]


def test_a_packing_nobody_asked_for_is_refused(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="packed as 'br'"):
        get(publisher.url("/list", whole(b"...", Content_Encoding="br")), tmp_path)


def test_redirects_without_end_are_left(publisher: Publisher, tmp_path: Path) -> None:
    url = publisher.url("/list", lambda asked: asked.begin(302, Location="/list", Content_Length=0))
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get(url, tmp_path)
    assert len(publisher.asked) == 6


# Addresses


@pytest.mark.parametrize("elsewhere", ["ftp://127.0.0.1/list", "file:///etc/passwd"])
def test_a_redirect_out_of_the_web_is_refused(publisher: Publisher, tmp_path: Path, elsewhere: str) -> None:
    url = publisher.url("/list", lambda asked: asked.begin(302, Location=elsewhere, Content_Length=0))
    with pytest.raises(FetchError, match="only http and https"):
        get(url, tmp_path)


@pytest.mark.parametrize("url", ["ftp://example.org/list", "file:///etc/passwd", "sdn.csv"])
def test_only_the_web_is_fetched_from(tmp_path: Path, url: str) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        get(url, tmp_path)


def test_a_redirect_from_https_to_http_is_refused() -> None:
    with pytest.raises(FetchError, match="from https to http"):
        check_redirect("https://example.org/list", "http://example.org/list")
    check_redirect("http://example.org/list", "https://example.org/list")


@pytest.mark.parametrize("url", ["http://", "http://exa mple.org/x", "http://[::1/x"])
def test_what_is_no_address_is_named(tmp_path: Path, url: str) -> None:
    with pytest.raises(FetchError) as caught:
        get(url, tmp_path)
    assert caught.value.where


def test_a_password_in_an_address_is_not_shown(publisher: Publisher, tmp_path: Path) -> None:
    url = publisher.url("/list", status(404)).replace("http://", "http://user:secret@")
    with pytest.raises(FetchError) as caught:
        get(url, tmp_path)
    assert "secret" not in str(caught.value)


def test_no_address_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no address"):
        get([], tmp_path)


def test_a_folder_that_cannot_be_written_is_named(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(FetchError, match="cannot be written"):
        get(publisher.url("/list", whole()), tmp_path / "taken")
