"""What can be measured: shares, SI units, time, and the things a report counts.

Currencies are in `currencies`. A measure has a code (SDMX UNIT_MEASURE: SI symbols, `%`, or a singular
English noun in small letters), a dimension and a power of ten within it, so that hectares and square
kilometres convert exactly and tonnes and hectares do not. A month is no power of ten of a year, so each
stands alone.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: the code, the names in both languages (`en` as counted: "communes"), other spellings."""

    code: str
    vi: str
    en: str
    one: str = ""
    """The English name of a single one; the same as `en` where empty."""
    aliases: tuple[str, ...] = ()
    dimension: str = ""
    """The code of the measure it converts into by a power of ten; itself where empty."""
    power: int = 0


def _si(code: str, dimension: str, power: int, *aliases: str, vi: str = "", en: str = "") -> Measure:
    return Measure(code, vi or code, en or code, "", aliases, dimension, power)


def _count(one: str, vi: str, *aliases: str, en: str = "", label: str = "") -> Measure:
    """A counted noun. `en` is its plural where that is not formed with s; `label` a fuller English name."""
    plural = label or en or f"{one}s"
    return Measure(one, vi, plural, "" if label else one, (*aliases, en or f"{one}s"))


_SHARES = (
    Measure("%", "%", "%", aliases=("percent", "per cent", "pct", "phần trăm")),
    Measure(
        "pp",
        "điểm %",
        "percentage points",
        "percentage point",
        ("ppt", "ppts", "p.p.", "% points", "% point", "%-points", "điểm phần trăm"),
    ),
    Measure("x", "lần", "times", aliases=("time", "fold", "×")),
    Measure("rank", "hạng", "rank", aliases=("thứ hạng", "xếp hạng")),
    Measure("place", "bậc", "places", "place"),
    Measure("point", "điểm", "points", "point", aliases=("score",)),
)

_SI = (
    _si("g", "g", 0, "gram", "grams"),
    _si("kg", "g", 3, "kilogram", "kilograms", "kilogam", "cân"),
    _si("quintal", "g", 5, "quintals", "tạ", vi="tạ", en="quintals"),
    _si("tonne", "g", 6, "tonnes", "t", "metric tons", "metric tonnes", "tấn", vi="tấn", en="tonnes"),
    _si("mm", "m", -3, "millimetres", "milimét"),
    _si("m", "m", 0, "metre", "metres", "meters", "mét"),
    _si("km", "m", 3, "kilometre", "kilometres", "kilometers", "ki-lô-mét", "kilômét"),
    _si("m2", "m2", 0, "sqm", "sq m", "square metres", "square meters", "mét vuông", vi="m²", en="m²"),
    _si("ha", "m2", 4, "hectare", "hectares", "hecta", "héc-ta"),
    _si("km2", "m2", 6, "sq km", "square kilometres", "square kilometers", vi="km²", en="km²"),
    _si("l", "m3", -3, "litre", "litres", "liters", "lít", vi="lít", en="litres"),
    _si("m3", "m3", 0, "cubic metres", "cubic meters", "mét khối", "khối", vi="m³", en="m³"),
    _si("kW", "kW", 0, "kilowatts"),
    _si("MW", "kW", 3, "megawatt", "megawatts"),
    _si("GW", "kW", 6, "gigawatts"),
    _si("kWh", "kWh", 0, "kw.h", "kilowatt hours", "kilowatt-hours"),
    _si("MWh", "kWh", 3, "megawatt hours"),
    _si("GWh", "kWh", 6, "gigawatt hours"),
    _si("°C", "°C", 0, "độ c", "celsius"),
    _si("dB", "dB", 0, "decibel", "decibels"),
)

_TIME = (
    _count("second", "giây", "s"),
    _count("minute", "phút", "min"),
    _count("hour", "giờ", "h", "tiếng"),
    _count("day", "ngày"),
    _count("week", "tuần"),
    _count("month", "tháng"),
    _count("quarter", "quý"),
    _count("year", "năm", "tuổi", "years old"),
    _count("man-day", "ngày công", "person-day", "person-days"),
)

_PEOPLE = (
    _count("person", "người", "persons", "dân", "người dân", "nhân khẩu", "đầu người", "capita",
           "inhabitants", "residents", "population", en="people"),
    _count("household", "hộ", "families", "hộ gia đình", "hộ dân"),
    _count("child", "trẻ em", "trẻ", "cháu", en="children"),
    _count("woman", "phụ nữ", en="women"),
    _count("birth", "trẻ đẻ sống", "live birth", "live births", "trẻ sinh ra sống", "ca sinh sống"),
    _count("death", "ca tử vong"),
    _count("worker", "lao động", "công nhân", "employees", "người lao động"),
    _count("farmer", "nông dân"),
    _count("fisher", "ngư dân"),
    _count("job", "việc làm", "chỗ làm việc"),
    _count("doctor", "bác sĩ", "bác sỹ", "physicians"),
    _count("nurse", "điều dưỡng", "y tá"),
    _count("pharmacist", "dược sĩ", "dược sỹ"),
    _count("patient", "bệnh nhân"),
    _count("teacher", "giáo viên"),
    _count("student", "học sinh", "sinh viên", "pupils", "học viên"),
    _count("trainer", "giảng viên"),
    _count("member", "đảng viên", "thành viên", "hội viên", "đoàn viên", "party members"),
    _count("delegate", "đại biểu"),
    _count("official", "cán bộ", "công chức", "viên chức", "civil servants"),
    _count("leader", "lãnh đạo"),
    _count("expert", "chuyên gia"),
    _count("voter", "cử tri"),
    _count("visitor", "khách", "du khách", "khách du lịch", "tourists"),
    _count("visit", "lượt khách", "lượt", "lượt người", "arrivals", "visitor arrivals"),
    _count("passenger", "hành khách", "lượt hành khách"),
    _count("beneficiary", "người thụ hưởng", "đối tượng", en="beneficiaries"),
    _count("taxpayer", "người nộp thuế"),
    _count("customer", "khách hàng"),
    _count("subscriber", "thuê bao", "subscriptions"),
    _count("soldier", "chiến sĩ", "chiến sỹ"),
    _count("trainee", "người học nghề"),
)  # fmt: skip

_PLACES = (
    _count("country", "quốc gia", en="countries"),
    _count("province", "tỉnh", "tỉnh, thành phố", "tỉnh thành"),
    _count("city", "thành phố", en="cities"),
    _count("state", "bang"),
    _count("county", "hạt", en="counties"),
    _count("district", "huyện", "quận", "quận, huyện", "thị xã"),
    _count("commune", "xã"),
    _count("ward", "phường"),
    _count("township", "thị trấn"),
    _count("village", "thôn", "bản", "ấp", "làng"),
    _count("neighbourhood", "tổ dân phố", "khu phố"),
    _count("locality", "địa phương", en="localities"),
    _count("habitation", "điểm dân cư"),
    _count("site", "địa điểm", "điểm mỏ"),
    _count("area", "khu vực"),
    _count("sector", "ngành", "lĩnh vực"),
)

_ORGANIZATIONS = (
    _count("enterprise", "doanh nghiệp", "firms", "companies", "businesses", "doanh nghiệp thành lập mới"),
    _count("cooperative", "hợp tác xã", "htx"),
    _count("farm", "trang trại"),
    _count("agency", "cơ quan", "sở", "sở, ngành", "đơn vị", en="agencies"),
    _count("ministry", "bộ", en="ministries"),
    _count("organization", "tổ chức", "organisations"),
    _count("party organization", "tổ chức đảng", "tổ chức cơ sở đảng"),
    _count("party cell", "chi bộ"),
    _count("entity", "chủ thể", en="entities"),
    _count("group", "nhóm", "tổ"),
    _count("team", "đội"),
    _count("club", "câu lạc bộ"),
    _count("school", "trường", "trường học"),
    _count("class", "lớp", "lớp học", en="classes"),
    _count("hospital", "bệnh viện"),
    _count("health station", "trạm y tế"),
    _count("facility", "cơ sở", en="facilities"),
    _count("factory", "nhà máy", "xưởng", en="factories"),
    _count("park", "khu công nghiệp", "industrial parks", "công viên"),
    _count("cluster", "cụm công nghiệp", "cụm"),
    _count("market", "chợ", "thị trường"),
    _count("shop", "cửa hàng"),
    _count("supermarket", "siêu thị"),
    _count("hotel", "khách sạn"),
    _count("investor", "nhà đầu tư"),
    _count("bank", "ngân hàng"),
)

_PAPERS = (
    _count("target", "chỉ tiêu"),
    _count("indicator", "chỉ số"),
    _count("criterion", "tiêu chí", en="criteria"),
    _count("task", "nhiệm vụ", "đầu việc"),
    _count("recommendation", "kiến nghị"),
    _count("solution", "giải pháp"),
    _count("project", "dự án"),
    _count("work", "công trình", "constructions"),
    _count("programme", "chương trình", "programs"),
    _count("scheme", "đề án"),
    _count("plan", "kế hoạch"),
    _count("document", "văn bản", "tài liệu"),
    _count("resolution", "nghị quyết"),
    _count("directive", "chỉ thị"),
    _count("conclusion", "kết luận"),
    _count("decision", "quyết định"),
    _count("report", "báo cáo"),
    _count("declaration", "tờ khai"),
    _count("application", "hồ sơ", "dossiers"),
    _count("procedure", "thủ tục", "thủ tục hành chính"),
    _count("certificate", "giấy chứng nhận"),
    _count("licence", "giấy phép", "licenses"),
    _count("contract", "hợp đồng"),
    _count("opinion", "ý kiến"),
    _count("petition", "đơn thư", "đơn"),
    _count("case", "vụ", "vụ việc", "ca", "ca mắc", "trường hợp"),
    _count("accident", "vụ tai nạn", "tai nạn"),
    _count("violation", "vi phạm", "vụ vi phạm"),
    _count("conference", "hội nghị"),
    _count("meeting", "cuộc họp", "phiên họp", "cuộc"),
    _count("session", "kỳ họp"),
    _count("round", "vòng", "đợt"),
    _count("course", "khóa học", "khóa"),
    _count("event", "sự kiện"),
    _count("call", "cuộc gọi"),
    _count("model", "mô hình"),
    _count("technology", "công nghệ", en="technologies"),
    _count("service", "dịch vụ"),
    _count("source", "nguồn"),
)

_THINGS = (
    _count("bed", "giường bệnh", "giường", en="beds", label="hospital beds"),
    _count("house", "nhà", "căn nhà", "căn", "homes", "dwellings", "nhà ở"),
    _count("apartment", "căn hộ", "flats"),
    _count("room", "phòng", "buồng"),
    _count("classroom", "phòng học"),
    _count("complex", "khu phức hợp", "tổ hợp", en="complexes"),
    _count("building", "tòa nhà", "toà nhà"),
    _count("bridge", "cầu"),
    _count("road", "tuyến đường", "tuyến"),
    _count("vehicle", "xe", "phương tiện", "cars"),
    _count("motorcycle", "xe máy"),
    _count("ship", "tàu", "vessels"),
    _count("flight", "chuyến bay"),
    _count("trip", "chuyến"),
    _count("container", "container", "công-ten-nơ"),
    _count("TEU", "TEU", "teu", en="TEU"),
    _count("product", "sản phẩm"),
    _count("item", "cái", "chiếc", "pieces"),
    _count("machine", "máy"),
    _count("head", "con", en="head"),
    _count("tree", "cây"),
    _count("plot", "thửa", "thửa đất", "lô đất"),
    _count("dose", "liều", "liều vắc xin"),
    _count("device", "thiết bị"),
    _count("camera", "camera"),
    _count("account", "tài khoản"),
    _count("transaction", "giao dịch"),
    _count("connection", "điểm đấu nối"),
    _count("share", "cổ phiếu"),
    _count("unit", "đơn vị sản phẩm"),
)

MEASURES: dict[str, Measure] = {
    measure.code: measure
    for group in (_SHARES, _SI, _TIME, _PEOPLE, _PLACES, _ORGANIZATIONS, _PAPERS, _THINGS)
    for measure in group
}
"""Every measure but the currencies, by code. To add one, add its row to its group."""
