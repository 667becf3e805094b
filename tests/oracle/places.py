"""Which clock some places keep, from 49 C.F.R. part 71 and the notes of the tz database.

States in one zone stand by their code, and counties where a line divides a state.
"""

from typing import Final

# "The Eastern zone", 49 C.F.R. 71.4 and 71.5
EASTERN: Final = (
    "US-CT US-DE US-DC US-GA US-ME US-MD US-MA US-NH US-NJ US-NY US-NC US-OH US-PA US-RI US-SC"
    " US-VT US-VA US-WV 3651000 51059 24031 51013 12086 47093 24033"
)
# "The Central zone", 71.6 and 71.7
CENTRAL: Final = (
    "US-AL US-AR US-IL US-IA US-LA US-MN US-MS US-MO US-OK US-WI 17031 48201 47157 12033"
)
# "The Mountain zone", 71.8 and 71.9; El Paso and Hudspeth Counties are in it.
MOUNTAIN: Final = "US-CO US-NM US-UT US-WY US-MT 48141 08031"
# "The Pacific zone", 71.10
PACIFIC: Final = "US-CA US-WA 53033 06037 32003"
ZONES: Final = {
    **dict.fromkeys(EASTERN.split(), "America/New_York"),
    **dict.fromkeys(CENTRAL.split(), "America/Chicago"),
    **dict.fromkeys(MOUNTAIN.split(), "America/Denver"),
    **dict.fromkeys(PACIFIC.split(), "America/Los_Angeles"),
    # "Arizona ... does not observe", the Navajo Nation aside
    "04013": "America/Phoenix",
    # 71.12, 71.13, 71.14
    "US-HI": "Pacific/Honolulu",
    "02020": "America/Anchorage",
    "US-GU": "Pacific/Guam",
    "US-PR": "America/Puerto_Rico",
    # Wayne County, Michigan; Jefferson County, Kentucky; Marion County, Indiana
    "26163": "America/Detroit",
    "21111": "America/Kentucky/Louisville",
    "18097": "America/Indiana/Indianapolis",
}
