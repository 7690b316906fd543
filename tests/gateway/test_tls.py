"""TLS at both doors, and no door to the outside without it."""

from __future__ import annotations

import datetime
import ssl
import threading
from pathlib import Path

import grpc
import httpx
import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from protos.jobs.v1 import jobs_pb2 as pb
from protos.jobs.v1.jobs_pb2_grpc import JobsServiceStub
from services.errors import DependencyError, DocumentError
from services.gateway.cli.commands.jobs import jobs as jobs_command
from services.gateway.compose import Ports
from services.gateway.serve import Process
from services.renderer import server as renderer
from services.rpc import tls
from services.segmenter import server as segmenter
from services.segmenter.client import RemoteSegmenter
from services.segmenter.server import segmenter_server
from services.settings import Settings
from worker.artefacts.memory import MemoryArtefacts
from worker.jobs.jobs import Jobs
from worker.ledger.memory import MemoryLedger

KEY = "a-key-for-tests-only"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that is its own authority, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return pem, private


def test_both_doors_speak_tls_and_grpc_asks_for_a_certificate(tmp_path: Path) -> None:
    pem, private = certificate(tmp_path)
    settings = Settings(
        http_listen="127.0.0.1:0",
        jobs_listen="localhost:0",
        tls_certificate=str(pem),
        tls_key=str(private),
        tls_client_ca=str(pem),
        drain_seconds=2,
    )
    process = Process(Ports(Jobs(MemoryLedger(), MemoryArtefacts()), lambda: (KEY,)), settings)
    running = threading.Thread(target=process.run)
    running.start()
    try:
        context = ssl.create_default_context(cafile=str(pem))
        bearer = {"Authorization": f"Bearer {KEY}"}
        url = f"https://localhost:{process.http_port}/v1/jobs"
        answer = httpx.get(url, headers=bearer, verify=context, trust_env=False)
        assert answer.json()["jobs"] == [] and "max-age" in answer.headers["strict-transport-security"]
        begun = httpx.post(url.replace("jobs", "session"), headers=bearer, verify=context, trust_env=False)
        assert begun.headers["set-cookie"].startswith("__Host-") and "Secure" in begun.headers["set-cookie"]
        with pytest.raises(httpx.TransportError):
            httpx.get(url.replace("https", "http"), trust_env=False)
        pair = (private.read_bytes(), pem.read_bytes())
        shown = grpc.ssl_channel_credentials(pem.read_bytes(), *pair)
        hidden = grpc.ssl_channel_credentials(pem.read_bytes())
        meta = (("authorization", f"Bearer {KEY}"),)
        with grpc.secure_channel(f"localhost:{process.rpc_port}", shown) as channel:
            assert not JobsServiceStub(channel).ListJobs(pb.ListJobsRequest(), metadata=meta, timeout=20).jobs
        arguments = ["--server", f"localhost:{process.rpc_port}", "--key", KEY, "--ca", str(pem)]
        told = CliRunner().invoke(
            jobs_command, [*arguments, "--certificate", str(pem), "--certificate-key", str(private)]
        )
        assert (told.exit_code, told.output) == (0, "")
        refused = CliRunner().invoke(jobs_command, arguments).exception
        assert isinstance(refused, DependencyError) and refused.reason == "GATEWAY_AWAY"
        with grpc.secure_channel(f"localhost:{process.rpc_port}", hidden) as channel:
            with pytest.raises(grpc.RpcError) as caught:
                JobsServiceStub(channel).ListJobs(pb.ListJobsRequest(), metadata=meta, timeout=20)
            assert caught.value.code() == grpc.StatusCode.UNAVAILABLE
    finally:
        process.stop()
        running.join(20)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"http_listen": "0.0.0.0:8080"}, "TLS_MISSING"),
        ({"jobs_listen": "[::]:50053"}, "TLS_MISSING"),
        ({"jobs_listen": "quire.example:50053"}, "TLS_MISSING"),
        ({"http_listen": "0.0.0.0:8080", "behind_proxy": 1}, ""),
        ({"http_listen": "0.0.0.0:8080", "tls_certificate": "c", "tls_key": "k"}, ""),
        ({"http_listen": "[::1]:8080", "jobs_listen": "localhost:1"}, ""),
        ({"tls_certificate": "c"}, "TLS_INCOMPLETE"),
        ({"tls_client_ca": "c"}, "TLS_INCOMPLETE"),
    ],
)
def test_nothing_listens_off_loopback_in_the_clear(told: dict[str, object], reason: str) -> None:
    settings = Settings(**told)  # type: ignore[arg-type]
    try:
        tls.check(settings, [settings.http_listen, settings.jobs_listen], "behind_proxy")
        found = ""
    except DocumentError as error:
        found = error.reason
    assert found == reason


def test_workers_and_segmenter_speak_tls_and_show_certificates(tmp_path: Path) -> None:
    pem, private = map(str, certificate(tmp_path))
    settings = Settings(tls_certificate=pem, tls_key=private, tls_client_ca=pem, services_ca=pem)
    server = segmenter_server("localhost:0", credentials=tls.of_server(settings))
    server.start()
    try:
        address = f"localhost:{server.port}"
        outline = RemoteSegmenter(address, 20, tls.of_services(settings))("关于防汛的通知\n一、加强巡查\n".encode())
        assert outline.metadata.title
        nobody = tls.of_services(Settings(services_ca=pem))
        with pytest.raises(DependencyError):
            RemoteSegmenter(address, 20, nobody)(b"text")
        with pytest.raises(DependencyError):
            RemoteSegmenter(address, 20)(b"text")
    finally:
        server.drain(0)


def test_segmenter_and_renderer_listen_off_loopback_only_when_told_to() -> None:
    for settings in (Settings(segmenter_listen="0.0.0.0:0", renderer_listen="0.0.0.0:0"),):
        for serve in (segmenter.serve, renderer.serve):
            with pytest.raises(DocumentError) as caught:
                serve(settings)
            assert caught.value.reason == "TLS_MISSING" and "QUIRE_PRIVATE_NETWORK" in caught.value.message
