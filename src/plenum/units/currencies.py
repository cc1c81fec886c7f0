"""The currencies of ISO 4217, and the words people write for them.

List one of the standard (active codes, funds and metals included) as it stood on 31 December 2025; the codes
for testing and for "no currency" (XTS, XXX) are left out because no figure is measured in them.
"""

_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN "
    "BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD "
    "FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS "
    "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
    "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
    "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF "
    "XPD XPF XPT XSU XUA YER ZAR ZMW ZWG"
)
CURRENCIES = frozenset(_CODES.split())

CURRENCY_WORDS = {
    "VND": ("đồng", "đ", "₫", "vnđ", "vnd", "đồng việt nam", "việt nam đồng", "dong", "vietnamese dong"),
    "USD": ("usd", "us$", "us dollars", "us dollar", "u.s. dollars", "đô la mỹ", "đô-la mỹ", "đôla mỹ"),
    "EUR": ("eur", "euro", "euros", "€"),
    "JPY": ("jpy", "yên", "yên nhật", "japanese yen", "yen"),
    "CNY": ("cny", "nhân dân tệ", "yuan", "renminbi", "rmb"),
    "KRW": ("krw", "won hàn quốc", "south korean won"),
    "GBP": ("gbp", "bảng anh", "pounds sterling", "pound sterling"),
    "THB": ("thb", "baht"),
    "INR": ("inr", "₹", "indian rupees", "indian rupee"),
    "ZAR": ("zar", "rand"),
    "KES": ("kes", "kenyan shillings", "ksh"),
    "HKD": ("hkd", "hk$", "hong kong dollars", "hong kong dollar"),
    "LKR": ("lkr", "sri lankan rupees", "sri lankan rupee"),
    "AUD": ("aud", "a$", "australian dollars", "australian dollar"),
    "SGD": ("sgd", "s$", "singapore dollars", "singapore dollar"),
    "XDR": ("sdr",),
}
"""Words, small letters, that name exactly one currency; every code also names itself in capitals."""

SHARED_CURRENCY_WORDS = {
    "$": ("USD", "AUD", "CAD", "HKD", "SGD"),
    "dollar": ("USD", "AUD", "CAD", "HKD", "SGD"),
    "dollars": ("USD", "AUD", "CAD", "HKD", "SGD"),
    "đô la": ("USD", "AUD", "CAD", "HKD", "SGD"),
    "đô-la": ("USD", "AUD", "CAD", "HKD", "SGD"),
    "pound": ("GBP", "EGP"),
    "pounds": ("GBP", "EGP"),
    "£": ("GBP", "EGP"),
    "rupee": ("INR", "LKR", "NPR", "PKR"),
    "rupees": ("INR", "LKR", "NPR", "PKR"),
    "rs": ("INR", "LKR", "NPR", "PKR"),
    "¥": ("JPY", "CNY"),
    "tệ": ("CNY", "TWD"),
    "won": ("KRW", "KPW"),
    "shilling": ("KES", "TZS", "UGX"),
    "shillings": ("KES", "TZS", "UGX"),
    "franc": ("CHF", "XAF", "XOF"),
    "francs": ("CHF", "XAF", "XOF"),
    "peso": ("PHP", "MXN"),
    "pesos": ("PHP", "MXN"),
}
"""Words several countries use for their money: refused, naming codes to choose from."""

LAKH_CURRENCIES = frozenset({"BDT", "INR", "LKR", "NPR", "PKR"})
"""Money that is counted in lakh (10^5) and crore (10^7) in English."""
