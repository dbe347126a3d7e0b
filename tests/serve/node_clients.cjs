// The clients that npm has, against a service: `node node_clients.cjs PACKAGES URL FOLDER`. Prints what they got as JSON.
const fs = require("node:fs");
const path = require("node:path");
const [packages, url, folder] = process.argv.slice(2);
const load = (name) => require(path.join(packages, "node_modules", name));

async function deepl() {
  const { DeepLClient, GlossaryEntries } = load("deepl-node");
  const client = new DeepLClient("any-key", { serverUrl: url, maxRetries: 0 });
  const text = await client.translateText("Il pleut.", "fr", "en-GB");
  const texts = await client.translateText(["Il pleut.", "<b>Il pleut.</b>"], null, "nl", { tagHandling: "html" });
  const source = path.join(folder, "source.txt");
  const target = path.join(folder, "target.txt");
  fs.writeFileSync(source, "Il pleut.\n\nLe pont est ouvert.\n");
  await client.translateDocument(source, target, "fr", "en-GB");
  const refused = await client.translateText("Il pleut.", "fr", "zh").catch((error) => error.message);
  const entries = new GlossaryEntries({ entries: { train: "spoorvoertuig" } });
  const one = await client.createGlossary("node", "fr", "nl", entries);
  const dictionaries = [{ sourceLangCode: "fr", targetLangCode: "nl", entries }];
  const several = await client.createMultilingualGlossary("node", dictionaries);
  const terms = [];
  for (const glossary of [one, several]) {
    terms.push((await client.translateText("Le train part demain.", "fr", "nl", { glossary })).text);
  }
  const kept = await client.getMultilingualGlossaryDictionaryEntries(several, "fr", "nl");
  terms.push(kept.entries.entries().train);
  await client.replaceMultilingualGlossaryDictionary(several, dictionaries[0]);
  await client.updateMultilingualGlossaryDictionary(several, dictionaries[0]);
  await client.deleteGlossary(one);
  await client.deleteMultilingualGlossary(several);
  return {
    terms,
    text: text.text,
    several: texts.map((one) => [one.text, one.detectedSourceLang]),
    targets: (await client.getTargetLanguages()).map((one) => one.code),
    document: fs.readFileSync(target, "utf8"),
    used: (await client.getUsage()).character.count,
    refused,
  };
}

async function strapi() {
  // The parts of Strapi that the provider calls: texts are cut into chunks, and those are put together again.
  const chunks = { split: (texts) => ({ chunks: [texts], reduceFunction: (made) => made.flat() }) };
  global.strapi = { plugin: () => ({ service: (name) => ({ chunks })[name] }) };
  const provider = load("strapi-provider-translate-libretranslate").init({ apiUrl: url });
  await new Promise((done) => setTimeout(done, 500)); // it asks for the languages by itself
  const ask = (text, targetLocale, format) => provider.translate({ text, sourceLocale: "fr", targetLocale, format });
  return {
    texts: await ask(["Il pleut.", ""], "en", "plain"),
    html: await ask(["<p>Il <b>pleut</b>.</p>"], "nl", "html"),
    refused: await ask("Il pleut.", "ja", "plain").catch((error) => error.message),
  };
}

(async () => console.log(JSON.stringify({ deepl: await deepl(), strapi: await strapi() })))();
