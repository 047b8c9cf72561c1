"""Shows bags to judges that this project did not write.

  packages.py bagit FOLDER...             by the Library of Congress's bagit
  packages.py profile PROFILE FOLDER...   by bagit-profile, with a profile from a file
  packages.py eark PACKAGE...             information packages by E-ARK's validator, by CSIP 2.1.0
  packages.py ro-crate FOLDER...          the payloads of bags by RO-Crate 1.1, by roc-validator
  packages.py fido FOLDER...              PREMIS's identifiers of formats against PRONOM's signatures, by fido

A line a bag, its fields parted by tabs: pass or fail, the judge, the folder, then a field per fault. Exit 1 if one fails.
"""

import contextlib
import io
import json
import logging
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as tree

PREMIS = "{http://www.loc.gov/premis/v3}"


def bagit_faults(folder):
    import bagit

    try:
        bagit.Bag(folder).validate()
    except Exception as error:  # whatever it refuses a bag with
        return [str(error)]
    return []


def profile_faults(profile, folder):
    import bagit
    import bagit_profile

    with open(profile, encoding="utf-8") as file:
        said = json.load(file)
    log = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(log))
    judge = bagit_profile.Profile(said["BagIt-Profile-Info"]["BagIt-Profile-Identifier"], profile=said)
    with contextlib.redirect_stdout(log), contextlib.redirect_stderr(log):
        try:
            passed = judge.validate(bagit.Bag(folder))
        except Exception as error:
            return [str(error)]
    return [] if passed else [str(judge.report) or log.getvalue()]


def named(folder):
    """Every file of a bag whose format PREMIS names, with the name."""
    data = pathlib.Path(folder, "data")
    for record in sorted(data.joinpath("metadata").rglob("*.xml")):
        for item in tree.parse(record).getroot().iter(f"{PREMIS}object"):
            key = item.find(f".//{PREMIS}formatRegistryKey")
            if key is not None:
                yield str(data / item.find(f"{PREMIS}objectIdentifier/{PREMIS}objectIdentifierValue").text), key.text


def fido(folders):
    """The faults of each bag; one run for all of them, because it starts slowly."""
    said = {folder: list(named(folder)) for folder in folders}
    program = pathlib.Path(sys.executable).with_name("fido")
    form = "%(info.filename)s\t%(info.puid)s\n"
    run = subprocess.run(
        [str(program), "-q", "-matchprintf", form, "-nomatchprintf", "%(info.filename)s\t\n", "-input", "-"],
        input="".join(f"{path}\n" for files in said.values() for path, _ in files), capture_output=True, text=True)
    found = {}
    for line in run.stdout.splitlines():
        path, _, puid = line.partition("\t")
        found.setdefault(path, []).append(puid)
    return {
        folder: [f"{path}: {puid}, and fido says {found.get(path)}" for path, puid in files if puid not in found.get(path, [])]
        for folder, files in said.items()
    }


# What a validator of E-ARK finds that is no fault: that a package lies in a folder and has other metadata too is said of
# what is not so, and the metadata of a representation is that of its package.
NO_FAULTS = {"CSIPSTR13"}


def eark():
    """Judges packages by E-ARK's validator. It asks for vocabularies over the network, and has them all with it: those it
    gets. It does not look at the payload, nor into PREMIS."""
    import importlib.resources
    import urllib.request

    with_it = importlib.resources.files("eark_validator") / "ipxml" / "resources" / "vocabs"
    urllib.request.urlopen = lambda address, *_, **__: io.BytesIO((with_it / address.rsplit("/", 1)[1]).read_bytes())
    from eark_validator.packages import PackageValidator
    from eark_validator.specifications.specification import SpecificationVersion

    def faults(package):
        try:
            judged = PackageValidator(pathlib.Path(package).absolute(), SpecificationVersion.V2_1_0).validation_report
        except Exception as error:  # what METS must state and does not ends it
            return [f"{type(error).__name__}: {error}"]
        report = json.loads(judged.model_dump_json())
        metadata = report.get("metadata") or {}
        parts = [report["structure"], metadata.get("schema_results") or {}, metadata.get("schematron_results") or {}]
        messages = [message for part in parts for message in part.get("messages", [])]
        found = [
            f"{message['rule_id']}: {message['message']}" for message in messages
            if not str(message["severity"]).lower().startswith("info") and message["rule_id"] not in NO_FAULTS]
        return found or ([] if metadata else ["it was not looked into"])

    return faults


# What RO-Crate advises and nobody states: who put the crate together, of which body its authors are, the address of a
# publisher, a page about a format that no registry has.
NOT_STATED = {f"ro-crate-1.1_{number}" for number in ("22.2", "22.3", "27.1", "30.2", "30.3", "31.2")}


def ro_crate():
    """Judges payloads by RO-Crate's profile, advice too. The context that it asks for over the network comes from a package."""
    import importlib.util

    import requests
    import requests_cache

    # Found without being loaded: it would ask for more than is installed.
    with_it = importlib.util.find_spec("rocrate").submodule_search_locations[0]
    context = pathlib.Path(with_it, "data", "ro-crate.jsonld").read_bytes()

    def answer(self, request, **_):
        found = requests.Response()
        is_known = request.url.startswith("https://w3id.org/ro/crate/1.")
        found.request, found.url, found.status_code = request, request.url, 200 if is_known else 404
        found._content = context if is_known else b""
        found.raw, found.encoding = io.BytesIO(found._content), "utf-8"
        found.headers["Content-Type"] = "application/ld+json"
        return found

    requests.Session.send = requests_cache.CachedSession.send = answer
    from rocrate_validator import models, services

    def faults(folder):
        settings = services.ValidationSettings(
            rocrate_uri=str(pathlib.Path(folder, "data").absolute()), profile_identifier="ro-crate-1.1",
            requirement_severity=models.Severity.RECOMMENDED, no_cache=True)
        issues = services.validate(settings).get_issues()
        return [f"{issue.check.identifier}: {issue.message}" for issue in issues if issue.check.identifier not in NOT_STATED]

    return faults


def main():
    judge, *folders = sys.argv[1:]
    check = bagit_faults
    if judge == "fido":
        check = fido(folders).__getitem__
    if judge == "eark":
        check = eark()
    if judge == "ro-crate":
        check = ro_crate()
    if judge == "profile":
        profile, *folders = folders
        check = lambda folder: profile_faults(profile, folder)
    logging.disable(logging.NOTSET if judge == "profile" else logging.CRITICAL)
    failed = False
    for folder in folders:
        faults = [" ".join(fault.split()) for fault in check(folder)]
        failed = failed or bool(faults)
        print("\t".join(["fail" if faults else "pass", judge, folder, *faults]))
    sys.exit(1 if failed else 0)


main()
