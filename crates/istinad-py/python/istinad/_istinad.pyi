from typing import Callable, Dict, List, Optional, Tuple

__version__: str

class Refused(ValueError): ...

class Article:
    def document(self) -> str: ...
    def diagnostics(self) -> List[str]: ...
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

class Archive:
    def __init__(self, paths: List[str]) -> None: ...
    def __len__(self) -> int: ...
    def damages(self) -> List[str]: ...
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
def check(
    data: bytes, source: Optional[Article] = None
) -> Tuple[List[Tuple[str, Optional[str]]], List[Tuple[str, str, str]], bool]: ...
def formats() -> List[str]: ...
