"""The column lists as their documents print them, spelled out: what the code builds must be these, in this order."""

from __future__ import annotations

import pytest

from communique.exports import gdelt, icews, phoenix, polecat

# GDELT Event Codebook 2.0 and the label file GDELT_2.0_Events_Column_Labels_Header_Row (September 2016).
GDELT = """GLOBALEVENTID SQLDATE MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code
Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long
Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long
Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long
ActionGeo_FeatureID DATEADDED SOURCEURL"""
MENTIONS = """GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID
Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone
MentionDocTranslationInfo Extras"""
# The first line of the weekly ngecEvents files.
POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|"
    "Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|"
    "Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|"
    "Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)
# The first line of the yearly files of doi:10.7910/DVN/28075.
ICEWS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
    "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"
)
# The names that phoxy's ingest_phoenix gives.
PHOENIX = """EventID Date Year Month Day SourceActorFull SourceActorEntity SourceActorRole SourceActorAttribute
TargetActorFull TargetActorEntity TargetActorRole TargetActorAttribute EventCode EventRootCode QuadClass GoldsteinScore
Issues Lat Lon LocationName StateName CountryCode SentenceID URLs NewsSources"""


@pytest.mark.parametrize(
    ("ours", "printed", "number"),
    [
        (gdelt.EVENT_COLUMNS, GDELT, 61),
        (gdelt.MENTION_COLUMNS, MENTIONS, 16),
        (polecat.COLUMNS, POLECAT, 40),
        (icews.COLUMNS, ICEWS, 20),
        (phoenix.COLUMNS, PHOENIX, 26),
    ],
    ids=["gdelt", "gdelt-mentions", "polecat", "icews", "phoenix"],
)
def test_columns_are_those_of_the_document(ours: tuple[str, ...], printed: str, number: int) -> None:
    names = printed.split("|") if "|" in printed else printed.split()
    assert list(ours) == names
    assert len(names) == number
