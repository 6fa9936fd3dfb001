const csv = files.read("Documents/Taxes/expenses-2025.csv");
const rows = csv.trim().split("\n").slice(1).map(row => row.split(/[,;]/));
const sum = rows.map(row => Number(row[row.length - 1]) || 0).reduce((a, b) => a + b, 0);
const adviser = contacts.find("Roth Tax")[0];
const letter = mail.search({from: adviser.emails[0], limit: 1})[0];
if (sum >= 0) {
    mail.reply(letter.id, {body: `Dear ${adviser.name}, expenses: ${Math.round(sum)} in ${rows.length} rows.`});
}
