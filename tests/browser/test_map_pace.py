"""A map that is dragged follows the hand, and is sharp again when it rests."""

NAME = (
    "document.querySelector('.plan-map .map-mark[data-sign=country]:not([hidden])').getBoundingClientRect().x"
)
NEAR = 4  # pixels by which a canvas may differ: its frame may end between two
CANVAS = "document.querySelector('.plan-map canvas').width"


def test_a_dragged_map_follows_the_hand_and_rests_sharp(open_view, until):
    page = open_view(
        "plan?from=kobe&to=almaty&containers=2x40HC&ready=2026-12-01", wait=".plan-map .map[data-state=ready]"
    )
    page.wait_for_selector(".plan-map .map-mark[data-sign=country]:not([hidden])", state="attached")
    page.wait_for_timeout(1000)  # the way is fitted into the map
    sharp, before = page.evaluate(CANVAS), page.evaluate(NAME)
    box = page.locator(".plan-map .map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(1, 25):
        page.mouse.move(x - 4 * i, y)
        page.wait_for_timeout(16)
    until(page, f"Math.abs({NAME} - {before - 96}) < 8")
    width = page.evaluate(CANVAS)
    assert min(abs(width - sharp), abs(2 * width - sharp)) <= NEAR, (width, sharp)
    page.mouse.up()
    until(page, f"Math.abs({CANVAS} - {sharp}) <= {NEAR}")
