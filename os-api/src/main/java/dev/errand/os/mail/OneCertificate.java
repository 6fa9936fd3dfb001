package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Trusts the one certificate that the person named, and no other: the server must hold the key to exactly this
/// one, so its name does not matter.
final class OneCertificate implements X509TrustManager {
    private final X509Certificate trusted;

    private OneCertificate(X509Certificate trusted) {
        this.trusted = trusted;
    }

    /// @param file the certificate, as PEM or DER
    /// @throws DeviceFailure (not configured) if there is none
    static SSLSocketFactory socketFactory(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OneCertificate(certificate)}, null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException | InvalidPathException _) {
            throw DeviceFailure.notConfigured(
                    "The setting mail.certificate names no certificate that can be read.",
                    "Name a PEM file, or leave the setting out where the server's certificate is a public one.");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (chain.length == 0 || !chain[0].equals(trusted)) {
            throw new CertificateException("the server's certificate is not the one that mail.certificate names");
        }
        chain[0].checkValidity();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody connects to this device by mail");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
