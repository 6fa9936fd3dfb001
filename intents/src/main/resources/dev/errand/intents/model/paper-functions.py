_contacts = []


def find_contact_id(expression):
    found = contacts.find(expression)
    if not found:
        return None
    names = [each.name for each in found]
    name = names[0] if len(names) == 1 else user.ask("Which contact is “" + expression + "”?", choices=names)
    _contacts.append(found[names.index(name)].id)
    return len(_contacts)


def find_contact_email(contact_id):
    emails = contacts.get(_contacts[contact_id - 1]).emails
    return emails[0] if emails else None


def ask_question(question):
    return user.ask(question)


def send_email(email, subject, text, attachment_paths):
    mail.send(to=email, subject=subject, body=text, attachments=attachment_paths)


def get_temperature():
    return round(weather.current().temperature)


def find_files(expression):
    return [each.path for each in files.find(expression)]


def print(text):
    user.say(str(text))


_shell = shell


def shell(command):
    return _shell.run(command).stdout


def sleep(seconds):
    clock.sleep(seconds)


def find_all_audio_files():
    return [each.path for each in media.all()]


def generate_random_number(inclusiveStart, exclusiveEnd):
    return random.integer(inclusiveStart, exclusiveEnd - 1)


def play_audio_file(file_path):
    media.play(file_path)


def find_file(expression):
    found = files.find(expression, limit=1)
    return found[0].path if found else None


def stop_audio_player():
    media.stop()


def query_llm(query):
    return llm.ask(query).text


def http_get_request(url, headers):
    own = {name: text for name, text in headers.items() if name.lower() != "user-agent"}
    return web.get(url, headers=own).body
