"""What each kind of record holds: the law on file, and one case; no rules."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.models.agreements import AgreementEnd as AgreementEnd
    from detainerlib.models.agreements import AgreementKind as AgreementKind
    from detainerlib.models.agreements import AgreementModel as AgreementModel
    from detainerlib.models.agreements import CooperationAgreement as CooperationAgreement
    from detainerlib.models.agreements import DelegatedPower as DelegatedPower
    from detainerlib.models.assumptions import Assumption as Assumption
    from detainerlib.models.conditions import AllOf as AllOf
    from detainerlib.models.conditions import AnyOf as AnyOf
    from detainerlib.models.conditions import CaseFacts as CaseFacts
    from detainerlib.models.conditions import Condition as Condition
    from detainerlib.models.conditions import ConvictedOf as ConvictedOf
    from detainerlib.models.conditions import Conviction as Conviction
    from detainerlib.models.conditions import InWords as InWords
    from detainerlib.models.conditions import IsFact as IsFact
    from detainerlib.models.conditions import LookBack as LookBack
    from detainerlib.models.conditions import Not as Not
    from detainerlib.models.conditions import OffenseTest as OffenseTest
    from detainerlib.models.conditions import Since as Since
    from detainerlib.models.conditions import Until as Until
    from detainerlib.models.cooperation_scales import CaseScope as CaseScope
    from detainerlib.models.cooperation_scales import ClaimConsistency as ClaimConsistency
    from detainerlib.models.cooperation_scales import CooperationLevel as CooperationLevel
    from detainerlib.models.cooperation_scales import CooperationScale as CooperationScale
    from detainerlib.models.cooperation_scales import OrdinaryFact as OrdinaryFact
    from detainerlib.models.cooperation_scales import Requirement as Requirement
    from detainerlib.models.counting import Comparator as Comparator
    from detainerlib.models.counting import Counted as Counted
    from detainerlib.models.counting import FigureCustodyBasis as FigureCustodyBasis
    from detainerlib.models.counting import FigureStatus as FigureStatus
    from detainerlib.models.custody import CustodyBasis as CustodyBasis
    from detainerlib.models.custody import CustodyEnd as CustodyEnd
    from detainerlib.models.custody import CustodyEvent as CustodyEvent
    from detainerlib.models.custody import CustodyEventKind as CustodyEventKind
    from detainerlib.models.deciding_powers import DecidingPower as DecidingPower
    from detainerlib.models.deciding_powers import Office as Office
    from detainerlib.models.deciding_powers import PowerExtent as PowerExtent
    from detainerlib.models.detainer import Detainer as Detainer
    from detainerlib.models.detainer import IssuingComponent as IssuingComponent
    from detainerlib.models.federal_measures import FederalMeasure as FederalMeasure
    from detainerlib.models.federal_measures import FederalPosition as FederalPosition
    from detainerlib.models.federal_measures import FederalStatement as FederalStatement
    from detainerlib.models.federal_measures import MeasureKind as MeasureKind
    from detainerlib.models.federal_programs import FederalProgram as FederalProgram
    from detainerlib.models.figures import Caveat as Caveat
    from detainerlib.models.figures import Correction as Correction
    from detainerlib.models.figures import PublishedFigure as PublishedFigure
    from detainerlib.models.figures import PublishedReport as PublishedReport
    from detainerlib.models.figures import ReportSection as ReportSection
    from detainerlib.models.file_layouts import ColumnKind as ColumnKind
    from detainerlib.models.file_layouts import FileLayout as FileLayout
    from detainerlib.models.file_layouts import LayoutColumn as LayoutColumn
    from detainerlib.models.file_layouts import Repair as Repair
    from detainerlib.models.file_layouts import SpelledValue as SpelledValue
    from detainerlib.models.file_layouts import SpellingMatch as SpellingMatch
    from detainerlib.models.forms import DetainerForm as DetainerForm
    from detainerlib.models.forms import FormBox as FormBox
    from detainerlib.models.forms import FormEdition as FormEdition
    from detainerlib.models.forms import ProbableCauseBasis as ProbableCauseBasis
    from detainerlib.models.forms import RequestedAction as RequestedAction
    from detainerlib.models.forms import ServiceRequirement as ServiceRequirement
    from detainerlib.models.hold_rules import CitedStatement as CitedStatement
    from detainerlib.models.hold_rules import EarlyEnd as EarlyEnd
    from detainerlib.models.hold_rules import ExcludedDays as ExcludedDays
    from detainerlib.models.hold_rules import HoldRule as HoldRule
    from detainerlib.models.hold_rules import HowEnded as HowEnded
    from detainerlib.models.hold_rules import Incorporation as Incorporation
    from detainerlib.models.hold_rules import NoticeRule as NoticeRule
    from detainerlib.models.hold_rules import OpenPoint as OpenPoint
    from detainerlib.models.hold_rules import OpenPointTrigger as OpenPointTrigger
    from detainerlib.models.hold_rules import StartEvent as StartEvent
    from detainerlib.models.jurisdictions import Agency as Agency
    from detainerlib.models.jurisdictions import AgencyType as AgencyType
    from detainerlib.models.jurisdictions import AgencyTypeLike as AgencyTypeLike
    from detainerlib.models.jurisdictions import CityNames as CityNames
    from detainerlib.models.jurisdictions import CountyList as CountyList
    from detainerlib.models.jurisdictions import CountyNames as CountyNames
    from detainerlib.models.jurisdictions import GovernmentLevel as GovernmentLevel
    from detainerlib.models.jurisdictions import Jurisdiction as Jurisdiction
    from detainerlib.models.jurisdictions import JurisdictionLike as JurisdictionLike
    from detainerlib.models.jurisdictions import PlaceNames as PlaceNames
    from detainerlib.models.jurisdictions import PlaceZones as PlaceZones
    from detainerlib.models.jurisdictions import ZoneArea as ZoneArea
    from detainerlib.models.lift_reasons import DetainerOutcome as DetainerOutcome
    from detainerlib.models.lift_reasons import LiftReason as LiftReason
    from detainerlib.models.lift_reasons import SeriesBreak as SeriesBreak
    from detainerlib.models.listed_agreements import AgencyLevel as AgencyLevel
    from detainerlib.models.listed_agreements import ListedAgreement as ListedAgreement
    from detainerlib.models.listed_agreements import ListingStatus as ListingStatus
    from detainerlib.models.listed_agreements import MatchType as MatchType
    from detainerlib.models.names import AgencyTypeName as AgencyTypeName
    from detainerlib.models.names import PracticeName as PracticeName
    from detainerlib.models.no_rules import FindingStrength as FindingStrength
    from detainerlib.models.no_rules import NoRuleFinding as NoRuleFinding
    from detainerlib.models.practices import PracticeDefinition as PracticeDefinition
    from detainerlib.models.provisions import BindingEffect as BindingEffect
    from detainerlib.models.provisions import Coverage as Coverage
    from detainerlib.models.provisions import CoverageStatus as CoverageStatus
    from detainerlib.models.provisions import Definition as Definition
    from detainerlib.models.provisions import FactQuestion as FactQuestion
    from detainerlib.models.provisions import Modality as Modality
    from detainerlib.models.provisions import OffenseClass as OffenseClass
    from detainerlib.models.provisions import PolicyExample as PolicyExample
    from detainerlib.models.provisions import Practice as Practice
    from detainerlib.models.provisions import PracticeLike as PracticeLike
    from detainerlib.models.provisions import Provision as Provision
    from detainerlib.models.published_lists import Assertion as Assertion
    from detainerlib.models.published_lists import Claim as Claim
    from detainerlib.models.published_lists import Dispute as Dispute
    from detainerlib.models.published_lists import EntryCount as EntryCount
    from detainerlib.models.published_lists import ListCompleteness as ListCompleteness
    from detainerlib.models.published_lists import PublishedList as PublishedList
    from detainerlib.models.published_lists import SurveyCode as SurveyCode
    from detainerlib.models.publisher_terms import PublisherTerm as PublisherTerm
    from detainerlib.models.publisher_terms import TermBasis as TermBasis
    from detainerlib.models.review_questions import FacialDefect as FacialDefect
    from detainerlib.models.review_questions import ReviewQuestion as ReviewQuestion
    from detainerlib.models.review_questions import Severity as Severity
    from detainerlib.models.suspensions import OrderEnd as OrderEnd
    from detainerlib.models.suspensions import OrderReach as OrderReach
    from detainerlib.models.suspensions import Suspension as Suspension
    from detainerlib.models.unread_texts import UnreadText as UnreadText
    from detainerlib.models.warrants import AdministrativeWarrant as AdministrativeWarrant
    from detainerlib.models.warrants import JudicialWarrant as JudicialWarrant
    from detainerlib.models.warrants import WarrantForm as WarrantForm
    from detainerlib.sources.citations import Authority as Authority
    from detainerlib.sources.citations import AuthorityKind as AuthorityKind
    from detainerlib.sources.citations import Citation as Citation
    from detainerlib.sources.citations import Evidence as Evidence
    from detainerlib.sources.citations import OfficialHost as OfficialHost
    from detainerlib.sources.citations import Sourced as Sourced
    from detainerlib.sources.versions import About as About
    from detainerlib.sources.versions import FiscalYear as FiscalYear
    from detainerlib.sources.versions import RecordNote as RecordNote
    from detainerlib.times.calendars import Closure as Closure
    from detainerlib.times.calendars import HolidayReading as HolidayReading
    from detainerlib.times.calendars import Observed as Observed
    from detainerlib.times.days import Weekday as Weekday
    from detainerlib.times.holiday_dates import ListedHoliday as ListedHoliday
    from detainerlib.times.listed_holidays import HolidayList as HolidayList

    __all__: list[str]
else:
    from detainerlib._lazy import lazy_names

    __getattr__, __dir__ = lazy_names(
        "detainerlib.models",
        {
            "models.agreements": (
                "AgreementEnd AgreementKind AgreementModel CooperationAgreement DelegatedPower"
            ),
            "models.assumptions": "Assumption",
            "models.conditions": (
                "AllOf AnyOf CaseFacts Condition ConvictedOf Conviction InWords IsFact LookBack "
                "Not OffenseTest Since Until"
            ),
            "models.cooperation_scales": (
                "CaseScope ClaimConsistency CooperationLevel CooperationScale OrdinaryFact "
                "Requirement"
            ),
            "models.counting": "Comparator Counted FigureCustodyBasis FigureStatus",
            "models.custody": "CustodyBasis CustodyEnd CustodyEvent CustodyEventKind",
            "models.deciding_powers": "DecidingPower Office PowerExtent",
            "models.detainer": "Detainer IssuingComponent",
            "models.federal_measures": (
                "FederalMeasure FederalPosition FederalStatement MeasureKind"
            ),
            "models.federal_programs": "FederalProgram",
            "models.figures": ("Caveat Correction PublishedFigure PublishedReport ReportSection"),
            "models.file_layouts": (
                "ColumnKind FileLayout LayoutColumn Repair SpelledValue SpellingMatch"
            ),
            "models.forms": (
                "DetainerForm FormBox FormEdition ProbableCauseBasis RequestedAction "
                "ServiceRequirement"
            ),
            "models.hold_rules": (
                "CitedStatement EarlyEnd ExcludedDays HoldRule HowEnded Incorporation NoticeRule "
                "OpenPoint OpenPointTrigger StartEvent"
            ),
            "models.jurisdictions": (
                "Agency AgencyType AgencyTypeLike CityNames CountyList CountyNames GovernmentLevel "
                "Jurisdiction JurisdictionLike PlaceNames PlaceZones ZoneArea"
            ),
            "models.lift_reasons": "DetainerOutcome LiftReason SeriesBreak",
            "models.listed_agreements": "AgencyLevel ListedAgreement ListingStatus MatchType",
            "models.names": "AgencyTypeName PracticeName",
            "models.no_rules": "FindingStrength NoRuleFinding",
            "models.practices": "PracticeDefinition",
            "models.provisions": (
                "BindingEffect Coverage CoverageStatus Definition FactQuestion Modality "
                "OffenseClass PolicyExample Practice PracticeLike Provision"
            ),
            "models.published_lists": (
                "Assertion Claim Dispute EntryCount ListCompleteness PublishedList SurveyCode"
            ),
            "models.publisher_terms": "PublisherTerm TermBasis",
            "models.review_questions": "FacialDefect ReviewQuestion Severity",
            "models.suspensions": "OrderEnd OrderReach Suspension",
            "models.unread_texts": "UnreadText",
            "models.warrants": "AdministrativeWarrant JudicialWarrant WarrantForm",
            "sources.citations": "Authority AuthorityKind Citation Evidence OfficialHost Sourced",
            "sources.versions": "About FiscalYear RecordNote",
            "times.calendars": "Closure HolidayReading Observed",
            "times.days": "Weekday",
            "times.holiday_dates": "ListedHoliday",
            "times.listed_holidays": "HolidayList",
        },
    )
    __all__ = list(__dir__())
