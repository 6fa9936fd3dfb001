package dev.errand.os.dav;

import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// What the server answered.
///
/// @param place what was asked for, after redirections
/// @param etag  the mark of the state that the answer is about; empty if the server gave none
public record DavReply(DavService service, URI place, int status, String etag, String body) {
    static final String DAV = "DAV:";
    static final String CALENDAR_SERVER = "http://calendarserver.org/ns/";

    /// One resource of a multistatus answer (RFC 4918, 13).
    public record Resource(DavService service, URI place, Element properties) {
        public Optional<Element> property(String namespace, String name) {
            return Optional.ofNullable(
                    (Element) properties.getElementsByTagNameNS(namespace, name).item(0));
        }

        /// The text of a property; empty if it is absent or blank.
        Optional<String> text(String namespace, String name) {
            return property(namespace, name).map(Element::getTextContent).filter(text -> !text.isBlank());
        }

        /// The address that a property names, such as `current-user-principal`.
        Optional<URI> link(String namespace, String name) {
            return property(namespace, name)
                    .map(element -> element.getElementsByTagNameNS(DAV, "href").item(0))
                    .map(href -> DavReply.resolved(
                            service, place, href.getTextContent().strip()));
        }
    }

    /// The resources of a multistatus answer; none for any other.
    List<Resource> resources() {
        if (status != 207) {
            return List.of();
        }
        List<Resource> resources = new ArrayList<>();
        NodeList responses = parsed().getElementsByTagNameNS(DAV, "response");
        for (int i = 0; i < responses.getLength(); i++) {
            Element response = (Element) responses.item(i);
            Node href = response.getElementsByTagNameNS(DAV, "href").item(0);
            if (href == null) {
                throw strange(service, place, "a resource without an address");
            }
            resources.add(new Resource(
                    service, resolved(service, place, href.getTextContent().strip()), response));
        }
        return resources;
    }

    static URI resolved(DavService service, URI base, String href) {
        try {
            return base.resolve(href);
        } catch (IllegalArgumentException e) {
            throw strange(service, base, "the address \"" + href + "\"");
        }
    }

    private Element parsed() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(body))).getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java platform reads XML", e);
        } catch (SAXException | IOException e) {
            throw strange(service, place, "no XML");
        }
    }

    private static DeviceFailure strange(DavService service, URI place, String what) {
        return DeviceFailure.unreachable(
                "The " + service.noun() + " server " + place.getHost() + " answered with " + what + ".",
                "Check that " + service.setting("url") + " is the address of a " + service.protocol() + " server.");
    }
}
