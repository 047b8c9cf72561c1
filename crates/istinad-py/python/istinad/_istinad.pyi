from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

__version__: str

class Refused(ValueError): ...

class Article:
    def document(self) -> str: ...
    def diagnostics(self) -> List[str]: ...
    def summary(self) -> str: ...
    def words(self) -> str: ...
    def text(self) -> str: ...
    def convert(
        self,
        formats: List[str],
        date: Optional[str] = None,
        captured: Optional[str] = None,
        strict: bool = False,
        allow_withheld: bool = False,
    ) -> Tuple[List[Tuple[str, str, str, bytes]], List[str]]: ...

class Page:
    number: int
    address: str
    time: Optional[str]
    payload: bytes
    charset: Optional[str]
    record_id: Optional[str]
    payload_digest: Optional[str]
    file: str
    offset: int

class PageConversion:
    def __init__(
        self,
        formats: List[str],
        knowledge: Dict[str, str],
        limits: Dict[str, int],
        date: Optional[str],
        language: Optional[str],
        strict: bool,
        allow_withheld: bool,
    ) -> None: ...
    @staticmethod
    def packing(words: List[str], knowledge: Dict[str, str], limits: Dict[str, int]) -> "PageConversion": ...

class Archive:
    def __init__(
        self, inputs: Sequence[Tuple[str, Optional[Any]]], listing: bool, tolerant: bool, limits: Dict[str, int]
    ) -> None: ...
    def __len__(self) -> int: ...
    def damages(self) -> List[Tuple[str, Optional[str], Optional[int], str]]: ...
    def captures(self, start: int, most: int) -> List[Dict[str, Any]]: ...
    def at(self, file: str, part: Optional[str], offset: int, index: int) -> Optional[int]: ...
    def convert(
        self, number: int, conversion: PageConversion
    ) -> Tuple[str, List[Tuple[str, str, str, bytes]]]: ...
    def choose(
        self, patterns: List[str], since: Optional[str] = None, until: Optional[str] = None, captures: str = "distinct"
    ) -> List[int]: ...
    def page(self, number: int) -> Optional[Page]: ...
    def read(self, page: Page, knowledge: Dict[str, str], limits: Dict[str, int]) -> Article: ...

def read(
    name: str,
    data: bytes,
    knowledge: Dict[str, str],
    limits: Dict[str, int],
    pictures: Optional[Callable[[str], Optional[bytes]]] = None,
) -> Article: ...
def package(
    name: str,
    data: bytes,
    words: List[str],
    knowledge: Dict[str, str],
    limits: Dict[str, int],
    pictures: Optional[Callable[[str], Optional[bytes]]] = None,
) -> Tuple[List[Tuple[str, bytes]], List[str]]: ...
def check(
    data: bytes, source: Optional[Article] = None
) -> Tuple[List[Tuple[str, Optional[str]]], List[Tuple[str, str, str]], bool]: ...
def formats() -> List[str]: ...
def command(typed: List[str]) -> int: ...
