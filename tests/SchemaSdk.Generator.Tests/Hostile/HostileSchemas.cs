namespace SchemaSdk.Generator.Tests;

/// <summary>Malicious schemas: large, deep or circular.</summary>
internal static class HostileSchemas
{
    /// <summary>The schemas by name, each with the ids of the expected diagnostics.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<string> Text, string Ids)> All = new Dictionary<string, (Func<string>, string)>
    {
        ["a description of 10 MB"] =
            (() => Object("\"a\":{\"type\":\"string\"}", $"\"description\":\"{new string('x', 10_000_000)}\""), ""),
        ["a description of 5 million quotes"] =
            (() => Object("\"a\":{\"type\":\"string\"}", $"\"description\":\"{Repeat("\\\"", 5_000_000)}\""), ""),
        ["a text of 16 million characters"] = (() => Object("\"a\":{}", $"\"description\":\"{new string('x', 16_000_000)}\""), "SSDK001"),
        ["a name of 10 MB"] = (() => Object($"\"{new string('x', 10_000_000)}\":{{\"type\":\"string\"}}"), "SSDK001"),
        ["a name of 1 MB"] = (() => Object($"\"{new string('#', 1_000_000)}\":{{\"type\":\"string\"}}"), ""),
        ["a name of 1 MB around 1,000 others"] =
            (() => Object($"\"{new string('x', 1_000_000)}\":{Object(Many(1000, i => $"\"p{i}\":{{\"type\":\"string\"}}"))}"), "SSDK001"),
        ["depth 10,000 of objects"] = (() => Repeat("{\"a\":", 10_000) + "1" + Repeat("}", 10_000), "SSDK001"),
        ["depth 10,000 of arrays"] = (() => "{\"a\":" + Repeat("[", 10_000) + Repeat("]", 10_000) + "}", "SSDK001"),
        ["depth 10,000 without an end"] = (() => Repeat("{\"a\":", 10_000), "SSDK001"),
        ["depth 64"] = (() => Repeat("{\"type\":\"object\",\"properties\":{\"a\":", 31) + "{\"type\":\"array\"}" + Repeat("}}", 31), ""),
        ["100,000 properties"] = (() => Object(Many(100_000, i => $"\"p{i}\":{{\"type\":\"string\"}}")), "SSDK003"),
        ["100,000 properties of two names"] = (() => Object(Many(100_000, i => $"\"p{i % 2}\":{{\"type\":\"string\"}}")), "SSDK009"),
        ["20,000 properties, each twice"] =
            (() => Object(Many(40_000, i => $"\"p{i % 20_000}\":{{\"type\":\"string\"}}")), "SSDK003 SSDK009"),
        ["100,000 objects"] = (() => Object(Many(100_000, i => $"\"p{i}\":{Object("\"q\":{}")}")), "SSDK001"),
        ["names with one C# name"] = (() => Object(Many(
            Count(full: 9_000, usual: 1_000),
            i => $"\"p{new string('_', i % 100)}{new string('-', i / 100)}\":{{\"type\":\"string\"}}")), "SSDK008"),
        ["9,000 objects whose tables have one name"] =
            (() => Object(Many(9_000, i => $"\"p{i}\":{Object($"\"a\":{Object($"\"b\":{{\"enum\":[\"v{i}\"]}}")}")}")), "SSDK003"),
        ["5,000 definitions of one name"] = (() => OneNameDefinitions(5_000), "SSDK001"),
        ["500 definitions of one name"] = (() => OneNameDefinitions(500), "SSDK003"),
        ["100 definitions of one name"] = (() => OneNameDefinitions(100), ""),
        ["100,000 required names"] = (() => Object("\"a\":{}", $"\"required\":[{Many(100_000, i => $"\"r{i}\"")}]"), "SSDK004"),
        ["required names in two parts"] = (() => RequiredNames(Count(full: 50_000, usual: 5_000)), "SSDK004"),
        ["12,000 required names beside 12,000 branches"] = (() => Object(
            "\"a\":{}", $"\"required\":[{Many(12_000, i => $"\"r{i}\"")}],\"anyOf\":[{Many(12_000, _ => "{}")}]"), "SSDK004 SSDK009"),
        ["100,000 enum values"] = (() => Object($"\"a\":{{\"enum\":[{Many(100_000, i => $"\"v{i}\"")}]}}"), ""),
        ["50,000 pairs of enum values with one C# name"] =
            (() => Object($"\"a\":{{\"enum\":[{Many(100_000, i => $"\"v{i / 2}{(i % 2 == 0 ? "" : "-")}\"")}]}}"), "SSDK008"),
        ["branches whose values have one C# name"] =
            (() => Object("\"a\":{\"anyOf\":[{\"type\":\"string\",\"enum\":[\"a\"]},{\"type\":\"string\",\"enum\":[\"A\"]}]}"), "SSDK008"),
        ["10,000 references to 100,000 enum values"] = (() => EnumReferences(10_000, 100_000), "SSDK001"),
        ["200 references to 5,000 enum values"] = (() => EnumReferences(200, 5_000), "SSDK003"),
        ["branches"] = (() => Object("\"a\":{\"anyOf\":["
            + Many(Count(full: 40_000, usual: 4_000), i => $"{{\"type\":\"string\",\"maxLength\":{i}}}") + "]}"), ""),
        ["40,000 branches that are objects"] =
            (() => Object($"\"a\":{{\"anyOf\":[{Many(40_000, i => Object($"\"p{i}\":{{}}"))}]}}"), "SSDK003"),
        ["2,000 branches that refer to 10,000 properties"] = (() => Object(
            $"\"a\":{{\"anyOf\":[{Many(2_000, _ => "{\"$ref\":\"#/definitions/d\"}")}]}}",
            $"\"definitions\":{{\"d\":{Object(Many(10_000, i => $"\"p{i}\":{{}}"))}}}"), "SSDK003"),
        ["3,000 properties that refer to 3,000 branches"] =
            (() => References(3_000, $"\"anyOf\":[{Many(3_000, i => $"{{\"maxLength\":{i}}}")}]"), "SSDK003 SSDK009"),
        ["25,000 parts of allOf"] = (() => Object($"\"a\":{{\"allOf\":[{Many(25_000, i => Object($"\"p{i}\":{{}}"))}]}}"), "SSDK003"),
        ["a chain of references"] = (() => Chain(Count(full: 10_000, usual: 1_000), Reference), "SSDK005 SSDK009"),
        ["a chain of 20,000 objects"] = (() => Chain(20_000, i => Object($"\"a\":{Reference(i)}")), "SSDK003"),
        ["a chain of 20,000 lists"] =
            (() => Chain(20_000, i => $"{{\"type\":\"array\",\"minItems\":{i},\"items\":{Reference(i)}}}"), "SSDK003"),
        ["a chain of allOf"] = (() => Chain(
            Count(full: 3_000, usual: 700),
            i => $"{{\"allOf\":[{Reference(i)},{Object($"\"q{i}\":{{\"type\":\"string\"}}")}]}}"), "SSDK003 SSDK009"),
        ["a chain of 30,000 anyOf"] =
            (() => Chain(30_000, i => $"{{\"anyOf\":[{Reference(i)},{{\"type\":\"string\",\"maxLength\":{i}}}]}}"), "SSDK009"),
        ["a chain of 200 deep objects"] =
            (() => Chain(200, i => Repeat("{\"properties\":{\"a\":", 25) + Reference(i) + Repeat("}}", 25)), "SSDK003"),
        ["60 forks of properties"] = (() => Chain(60, i => Object($"\"a\":{Reference(i)},\"b\":{Reference(i)}")), "SSDK003"),
        ["60 forks of allOf"] = (() => Chain(60, i => $"{{\"allOf\":[{Reference(i)},{Reference(i)}]}}"), "SSDK003"),
        ["60 forks of conditions"] = (() => Chain(
            60,
            i => $"{{\"not\":{{\"oneOf\":[{Reference(i)},{{\"items\":{Reference(i)}}}]}},\"if\":{Reference(i)},\"then\":{Reference(i)}}}"),
            "SSDK009"),
        ["references in a ring"] = (() => Object(
            "\"p\":{\"$ref\":\"#/definitions/a\"},\"self\":{\"$ref\":\"#/properties/self\"},\"root\":{\"$ref\":\"#\"}",
            "\"definitions\":{\"a\":{\"$ref\":\"#/definitions/b\"},\"b\":{\"$ref\":\"#/definitions/a\"}}"), "SSDK005"),
        ["a root that is itself"] = (() => "{\"$ref\":\"#\"}", "SSDK005"),
        ["an allOf of itself"] = (() => Object(
            "\"p\":{\"$ref\":\"#/definitions/a\"}",
            "\"definitions\":{\"a\":{\"allOf\":[{\"$ref\":\"#/definitions/a\"},{\"properties\":{\"x\":{}}}]}}"), ""),
        ["a list of itself"] = (() => "{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}", "SSDK003"),
        ["an x-rule with 10,000 steps"] = (() => "{\"type\":\"array\",\"items\":{\"$ref\":\"#\"},\"x-rules\":[{\"sum\":\""
            + $"{Repeat("/*", 10_000)}\",\"equals\":4}}],\"anyOf\":[{Many(10_000, _ => "{}")}]}}", "SSDK003 SSDK014"),
        ["references to files and the net"] = (() => Object(
            "\"a\":{\"$ref\":\"file:///etc/passwd\"},\"b\":{\"$ref\":\"http://127.0.0.1/a.json\"},"
            + "\"c\":{\"$ref\":\"../../../etc/passwd#/a\"},\"d\":{\"$ref\":\"\\\\\\\\server\\\\share\"},"
            + "\"e\":{\"$ref\":\"https://[::1]/%00\"}"), "SSDK005"),
        ["references with a broken pointer"] = (() => Object(
            "\"a\":{\"$ref\":\"#/%\"},\"b\":{\"$ref\":\"#~\"},\"c\":{\"$ref\":\"#/~2/~\"},"
            + "\"d\":{\"$ref\":1},\"e\":{\"$ref\":\"\"}"), "SSDK005"),
        ["ids"] = (() => ManyIds(Count(full: 5_000, usual: 1_000)), ""),
        ["20,000 short ids in a long one"] = (() => Object(
            Many(20_000, i => $"\"p{i}\":{{\"$ref\":\"{new string('x', 100)}/{i}.json\"}}"),
            "\"definitions\":{\"a\":"
                + Ids(new string('x', 1_900) + "/", Many(20_000, i => $"\"d{i}\":{Ids($"{i}.json", "\"a\":{}")}"))
                + "}"), "SSDK005"),
        ["an id of 1 MB around others"] = (() => LongId(Count(full: 10_000, usual: 1_000)), "SSDK005"),
        ["1,000 short references to a long name"] = (() => Object(
            Many(1_000, i => $"\"p{i}\":{{\"$ref\":\"a.json#/definitions/d\"}}"),
            $"\"definitions\":{{\"{new string('x', 100_000)}\":" + Ids("a.json", "\"d\":{\"type\":\"string\"}") + "}"), "SSDK005"),
        ["ids in ids"] = (() => Repeat("{\"$id\":\"a/\",\"not\":", 60) + "{\"$ref\":\"../a/#\"}" + Repeat("}", 60), ""),
        ["ids that lead to each other"] = (() => Object(
            "\"p\":{\"$ref\":\"a.json\"}",
            "\"definitions\":{\"a\":{\"$id\":\"a.json\",\"$ref\":\"b.json\"},\"b\":{\"$id\":\"b.json\",\"allOf\":[{\"$ref\":\"a.json\"}]},"
            + "\"c\":{\"$id\":\"c.json\",\"$ref\":\"c.json\"}}"), "SSDK005"),
        ["ids that are no URIs"] = (() => Object(
            "\"p\":{\"$ref\":\"\\u0000\"},\"q\":{\"$ref\":\"http://[::1\"},\"r\":{\"$ref\":\"://%zz\"},\"s\":{\"$ref\":\"a\\nb#\\n\"}",
            "\"definitions\":{\"a\":{\"$id\":\"\\u0000\"},\"b\":{\"$id\":\"http://[::1\",\"type\":\"string\"},\"c\":{\"$id\":\"://%zz\","
            + "\"type\":\"string\"},\"d\":{\"$id\":\"a\\nb\"},\"e\":{\"$id\":7},\"f\":{\"$anchor\":[]}}"), "SSDK005"),
        ["a number of a million digits"] =
            (() => Object($"\"a\":{{\"type\":\"integer\",\"maximum\":{new string('9', 1_000_000)}}}"), "SSDK001"),
        ["a million numbers"] = (() => Object($"\"a\":{{\"default\":[{Many(1_000_000, _ => "1")}]}}"), "SSDK001"),
        ["a pattern of 6 MB"] = (() => Object($"\"a\":{{\"type\":\"string\",\"pattern\":\"{Repeat("(a|b)*", 1_000_000)}\"}}"), "SSDK001"),
        ["a pattern of 1 MB"] = (() => Object($"\"a\":{{\"type\":\"string\",\"pattern\":\"{Repeat("(a|b)*", 160_000)}\"}}"), "SSDK010"),
        ["an enum value of 4 million characters"] =
            (() => Object($"\"a\":{{\"enum\":[\"{new string('x', 4_000_000)}\",\"b\"]}}"), "SSDK001"),
        ["a pattern of 100,000 groups"] =
            (() => Object($"\"a\":{{\"type\":\"string\",\"pattern\":\"{Repeat("(", 100_000)}{Repeat(")*", 100_000)}\"}}"), "SSDK010"),
        ["a pattern of 600 groups"] =
            (() => Object($"\"a\":{{\"type\":\"string\",\"pattern\":\"{Repeat("(", 600)}{Repeat(")*", 600)}\"}}"), ""),
        ["50 patterns of 2,000 dots"] =
            (() => Object(Many(50, i => $"\"p{i}\":{{\"type\":\"string\",\"pattern\":\"{new string('.', 2_000)}\"}}")), "SSDK001"),
        ["patterns that never end"] = (() => Object(Many(
            Count(full: 2_000, usual: 200), i => $"\"p{i}\":{{\"type\":\"string\",\"pattern\":\"^((a+)+)+{i}$\"}}")), ""),
        ["a default behind 3,000 conditions"] = (() => Chain(
            55,
            i => Repeat("{\"if\":{},\"then\":", 58) + Reference(i) + Repeat("}", 58),
            "\"default\":{}"), ""),
        ["100 repeated members in a name of 15 MB"] = (() => Object(
            $"\"{new string('x', 15_000_000)}\":{{{Many(100, _ => "\"a\":1")}}}"), "SSDK001"),
        ["20,000 anchors in a long name"] = (() => InLongName(20_000, i => $"\"d{i}\":{{\"$anchor\":\"a{i}\"}}"), "SSDK001"),
        ["20,000 misspelt keywords in a long name"] = (() => InLongName(20_000, i => $"\"d{i}\":{{\"minLenght\":1}}"), "SSDK001"),
        ["1,000 references to a title of 1 MB"] = (() => References(1_000, $"\"title\":\"{new string('t', 1_000_000)}\""), ""),
        ["9,000 references to a default of 1 MB"] =
            (() => References(9_000, $"\"default\":\"{new string('d', 1_000_000)}\""), ""),
        ["9,000 references to a validation of 1 MB"] = (() => References(
            9_000, $"\"validations\":[{{\"validation_rule\":\"{new string('v', 1_000_000)}\",\"validation_value\":1}}]"), ""),
        ["200 references to an object with a name of 1 MB"] =
            (() => References(200, $"\"properties\":{{\"{new string('n', 1_000_000)}\":{{}}}}"), "SSDK003"),
        ["14,000 patterns beside 14,000 lists"] = (() => Object(
            "\"r\":{\"$ref\":\"#\"}," + Many(14_000, i => $"\"p{i}\":{List}"),
            $"\"patternProperties\":{{{Many(14_000, i => $"\"x{i}\":{List}")}}}"), "SSDK003"),
        ["a default of 50,000 objects with 10,000 properties"] = (() => Object(
            $"\"a\":{{\"default\":[{Many(50_000, _ => "{}")}],\"type\":\"array\","
            + $"\"items\":{Object(Many(10_000, i => $"\"p{i}\":{{}}"))}}}"), "SSDK003"),
        ["a default of 20,000 items beside 5,000 branches"] = (() => Object($"\"a\":{{\"default\":[{Many(20_000, i => $"{i}")}],"
            + $"\"anyOf\":[{Many(5_000, i => $"{{\"uniqueItems\":true,\"minItems\":{i}}}")}]}}"), ""),

        ["a property that is called $ref"] = (() => "{\"properties\":{\"$ref\":\"#\"},\"type\":\"object\"}", "SSDK003"),
        ["a union that contains only itself"] = (() => "{\"anyOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}", "SSDK003"),
        ["a choice of a list of itself and itself"] =
            (() => "{\"oneOf\":[{\"items\":{\"$recursiveRef\":\"#\"}},{\"$recursiveRef\":\"#\"}]}", "SSDK003"),
        ["branches of a root that are the root"] = (() => Object(
            "\"a\":{\"type\":\"object\",\"properties\":{\"b\":{}},\"oneOf\":[{\"$ref\":\"#\"},{\"properties\":{\"c\":{\"$ref\":\"#\"}}}]}",
            "\"anyOf\":[{\"$ref\":\"#\"},{\"allOf\":[{\"$ref\":\"#\"},{\"properties\":{\"d\":{}}}]}]"), "SSDK003"),

        ["NUL as a character"] = (() => Object("\"a\0b\":{}"), "SSDK001"),
        ["NUL as an escape"] = (() => Object("\"a\\u0000b\":{\"description\":\"\\u0000\"}"), ""),
        ["bytes that are no UTF-8"] = (() => Object(
            $"\"a{Encoding.UTF8.GetString([0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80])}\":"
            + $"{{\"description\":\"{Encoding.UTF8.GetString([0xF5, 0x80])}\"}}"), ""),
        ["halves of characters"] =
            (() => Object("\"\\ud800\":{\"description\":\"\\udc00\\ud800\",\"enum\":[\"\\udfff\",\"\\ud83d\\ude00\"]}"), "SSDK008"),
    };

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    private static string Object(string properties, string more = "") =>
        $"{{\"type\":\"object\",{more}{(more.Length > 0 ? "," : "")}\"properties\":{{{properties}}}}}";

    private static string Ids(string id, string definitions) => $"{{\"$id\":\"{id}\",\"definitions\":{{{definitions}}}}}";

    private const string List = "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";

    private static string InLongName(int count, Func<int, string> definition) => Object(
        Many(count, i => $"\"p{i}\":{{\"$ref\":\"#a{i}\"}}"),
        $"\"definitions\":{{\"{new string('x', 1_000_000)}\":{{\"definitions\":{{{Many(count, definition)}}}}}}}");

    private static string References(int count, string keyword) => Object(
        Many(count, i => $"\"p{i}\":{{\"$ref\":\"#/definitions/d\"}}"), $"\"definitions\":{{\"d\":{{{keyword}}}}}");

    private static string LongId(int others) => Object(
        "\"p\":{\"$ref\":\"1.json\"}",
        "\"definitions\":{\"a\":"
            + Ids(new string('x', 1_000_000) + "/", Many(others, i => $"\"d{i}\":{Ids($"{i}.json", "\"a\":{\"$ref\":\"#a\"}")}"))
            + "}");

    private static string ManyIds(int count) => Object(
        Many(count, i => $"\"p{i}\":{{\"$ref\":\"x{i}.json#a\"}}"),
        "\"definitions\":{"
            + Many(count, i => $"\"d{i}\":{{\"$id\":\"x{i}.json\",\"definitions\":{{\"a\":{{\"$anchor\":\"a\",\"type\":\"string\"}}}}}}")
            + "}");

    private static string Reference(int definition) => $"{{\"$ref\":\"#/definitions/d{definition}\"}}";

    private static string Chain(int length, Func<int, string> definition, string more = "\"$comment\":\"\"") => Object(
        $"\"p\":{{\"$ref\":\"#/definitions/d{length}\",{more}}}",
        $"\"definitions\":{{\"d0\":{Object("\"x\":{\"type\":\"string\"}")},{Many(length, i => $"\"d{i + 1}\":{definition(i)}")}}}");

    private static string EnumReferences(int count, int values) => Object(
        Many(count, i => $"\"p{i}\":{{\"$ref\":\"#/definitions/e\"}}"),
        $"\"definitions\":{{\"e\":{{\"enum\":[{Many(values, i => $"\"v{i}{new string('x', 60)}\"")}]}}}}");

    private static string OneNameDefinitions(int count) => Object(
        Many(count, i => $"\"p{i}\":{{\"$ref\":\"#/definitions/{new string('-', i)}d\"}}"),
        $"\"definitions\":{{{Many(count, i => $"\"{new string('-', i)}d\":{Object($"\"x{i}\":{{\"type\":\"string\"}}")}")}}}");

    private static string RequiredNames(int count) => Object(
        "\"a\":{}",
        $"\"allOf\":[{{\"required\":[{Many(count, i => $"\"r{i}\"")}]}},{{\"required\":[{Many(count, i => $"\"s{i}\"")}]}}]");

    private static int Count(int full, int usual) => FullRun.IsOn ? full : usual;

    private static string Many(int count, Func<int, string> item) => string.Join(",", Enumerable.Range(0, count).Select(item));

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
