using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Generator.Tests;

/// <summary>Generates random schemas from all keywords and hostile strings, and real schemas with changed parts or bytes.</summary>
internal sealed class FuzzSchemas(IReadOnlyList<string> seeds)
{
    private static readonly string[] Words =
    [
        "a", "b", "image_url", "prompt", "Value", "value", "kind", "$ref", "type", "16:9", "", " ", "\"", "\\", "*/", "//", "\n", "\u2028",
        "</summary>", "{{", "}}", "x;}class",
        "\"; } static void Evil() { } //", "\"\"\"", "\0", "\ud800", "\u202e", "夜", "#if", "class", "Read", "Equals", "Input",
        "wire", "@a", "a-b", "a_b", "aB", "~1/~0", "%", "é", "K", "ſ",
    ];

    private static readonly string[] Types =
        [
            "object", "object", "object", "array", "string", "integer", "number", "boolean", "null", "float", "int", "file", "any",
            "Object", "frob", ""
        ];

    private static readonly string[] Formats = ["uri", "date-time", "image_uri", "uris", "slider", "byte", ""];

    private static readonly string[] Patterns =
    [
        "^a", "[", "(a+)+$", "\\p{L}", "\\d{2,}", "(?<n>a)\\k<n>", "^[^\"]*$", "\\u{1F600}", "(?=a)", "\\1(a)", "[\\w-]", "a{2,1}", "\\"
    ];

    private static readonly string[] References =
        [
            "#", "#/definitions/A", "#/definitions/B", "#/$defs/A", "#/properties/a", "#/definitions/A/properties/a", "#/nowhere",
            "file:///a", "http://a/b", "../a.schema.json#/A", "#A", ""
        ];

    private static readonly double[] Numbers = [0, 1, -1, 0.5, 2, 3, 64, 1e300, -1e300, 9007199254740993, double.Epsilon, 1e15, 2147483648];

    private static readonly Gen<string> Word = Gen.Elements(Words);
    private static readonly Gen<JToken> Text = Word.Select(text => (JToken)new JValue(text));
    private static readonly Gen<JToken> Number = Gen.OneOf(
        Gen.Elements(Numbers).Select(value => (JToken)new JValue(value)), Gen.Choose(-3, 70).Select(value => (JToken)new JValue(value)));
    private static readonly Gen<JToken> Flag = Gen.Elements(true, false).Select(value => (JToken)new JValue(value));
    private static readonly Gen<JToken> Reference = Gen.Elements(References).Select(text => (JToken)new JObject { ["$ref"] = text });

    private static readonly Gen<string> Pointer = Gen.OneOf(
        Word, Word.Select(word => "/" + word), Word.Select(word => $"/{word}/*/a"), Gen.Constant("/a/*/b"));

    private static readonly Gen<JToken> Scalar = Gen.OneOf(Text, Number, Flag, Gen.Constant(0).Select(_ => (JToken)JValue.CreateNull()));

    /// <summary>All keywords. Some that give a schema its structure are repeated, so that they are chosen more often.</summary>
    private static readonly string[] Keywords =
    [
        .. KeywordTable.All.Select(keyword => keyword.Name), .. OwnKeyword.All, "output", "type", "properties", "properties", "oneOf",
    ];

    public Gen<string> Any => Gen.Frequency((5, Structured), (4, Mutated), (1, Corrupted));

    private static Gen<string> Structured =>
        Gen.Choose(1, 4).SelectMany(Schema).Select(schema => schema.ToString(Newtonsoft.Json.Formatting.None));

    /// <summary>Generates copies of real schemas with removed, duplicated, exchanged or replaced parts.</summary>
    private Gen<string> Mutated =>
        from seed in Gen.Elements(seeds.ToArray())
        from changes in Gen.ListOf(Change, 3)
        select changes.Aggregate(JToken.Parse(seed), Apply).ToString(Newtonsoft.Json.Formatting.None);

    private Gen<string> Corrupted =>
        from seed in Gen.Elements(seeds.ToArray())
        from changes in Gen.ListOf(
            from at in Gen.Choose(0, 1_000_000)
            from value in Gen.Choose(0, 255)
            from kind in Gen.Choose(0, 2)
            select (at, (byte)value, kind),
            2)
        select Encoding.UTF8.GetString(changes.Aggregate(Encoding.UTF8.GetBytes(seed), Apply));

    private static Gen<(int At, int Kind, JToken Other)> Change =>
        from at in Gen.Choose(0, 1_000_000)
        from kind in Gen.Choose(0, 5)
        from other in Gen.OneOf(Scalar, Schema(1), Reference)
        select (at, kind, other);

    private static Gen<JToken> Schema(int depth) => depth <= 0
        ? Gen.OneOf(Reference, Of(Types).Select(type => (JToken)new JObject { ["type"] = type }))
        : Gen.Frequency(
            (30, from count in Gen.Choose(1, 6) from members in Gen.ListOf(Member(depth), count) select (JToken)Object(members)),
            (2, Reference),
            (1, Flag),
            (1, Scalar));

    private static Gen<KeyValuePair<string, JToken>> Member(int depth) =>
        from keyword in Gen.Elements(Keywords)
        from value in Gen.Frequency((40, Value(keyword, depth - 1)), (1, Scalar))
        select KeyValuePair.Create(keyword, value);

    private static Gen<JToken> Value(string keyword, int depth) => keyword switch
    {
        "type" => Gen.OneOf(Of(Types), Of(Types), Array(Of(Types))),
        "$ref" or "$recursiveRef" => Of(References),
        "format" => Gen.OneOf(Of(Formats), Text),
        "pattern" => Gen.OneOf(Of(Patterns), Text),
        "patternProperties" => Map(Schema(depth), Gen.Elements(Patterns)),
        "definitions" or "$defs" => Map(Schema(depth), Gen.Elements("A", "B", "a b", "\"", "x;}class")),
        "components" => Map(Schema(depth), Gen.Elements("A", "B")).Select(map => (JToken)new JObject { ["schemas"] = map }),
        "items" => Gen.OneOf(Schema(depth), Schema(depth), Array(Schema(depth)), Map(Schema(depth), Gen.Elements("0", "1"))),
        "output" => Schema(depth),
        "required" => Gen.OneOf(Array(Text), Flag),
        "dependencies" => Map(Gen.OneOf(Schema(depth), Array(Text))),
        "dependentRequired" => Map(Array(Text)),
        "enum" => Array(Gen.OneOf(Text, Text, Scalar)),
        "discriminator" => Gen.OneOf(
            Text,
            Text.Select(text => (JToken)new JObject { ["propertyName"] = text, ["mapping"] = new JObject { ["m"] = "#/definitions/A" } })),
        OwnKeyword.Rules =>
            Array(from sum in Pointer from other in Pointer select (JToken)new JObject { ["sum"] = sum, ["equals"] = other }),
        _ => KeywordTable.Find(keyword)?.Value switch
        {
            KeywordValue.Flag => Flag,
            KeywordValue.Number or KeywordValue.Count => Number,
            KeywordValue.NumberOrFlag => Gen.OneOf(Number, Flag),
            KeywordValue.List or KeywordValue.FilledList or KeywordValue.Names => Array(Schema(depth)),
            KeywordValue.Map => Map(Schema(depth)),
            KeywordValue.Schema => Gen.OneOf(Schema(depth), Flag),
            KeywordValue.Anything => Gen.OneOf(Scalar, Schema(depth)),
            _ => Text,
        },
    };

    private static Gen<JToken> Map(Gen<JToken> value) => Map(value, Word);

    private static Gen<JToken> Map(Gen<JToken> value, Gen<string> name) =>
        from count in Gen.Choose(0, 4)
        from members in Gen.ListOf(from key in name from inner in value select KeyValuePair.Create(key, inner), count)
        select (JToken)Object(members);

    private static Gen<JToken> Array(Gen<JToken> item) =>
        from count in Gen.Choose(0, 4) from items in Gen.ListOf(item, count) select (JToken)new JArray(items);

    private static Gen<JToken> Of(string[] texts) => Gen.Elements(texts).Select(text => (JToken)new JValue(text));

    private static JObject Object(IEnumerable<KeyValuePair<string, JToken>> members)
    {
        var result = new JObject();
        foreach (var (name, value) in members)
        {
            result[name] = value;
        }

        return result;
    }

    private static JToken Apply(JToken root, (int At, int Kind, JToken Other) change)
    {
        var tokens = root is JContainer all ? all.Descendants().Where(token => token is not JProperty).ToList() : [];
        if (tokens.Count == 0)
        {
            return root;
        }

        var token = tokens[change.At % tokens.Count];
        var another = tokens[change.At * 31L % tokens.Count is var at && at < 0 ? 0 : (int)at];
        switch (change.Kind)
        {
            case 0 when token.Parent is JProperty property:
                property.Remove();
                break;
            case 1 when token.Parent is JArray items:
                items.Add(token.DeepClone());
                break;
            case 2 when token.Parent is JProperty { Parent: JObject members }:
                members[Words[change.At % Words.Length]] = token.DeepClone();
                break;
            case 3:
                token.Replace(another.DeepClone());
                break;
            default:
                token.Replace(change.Other.DeepClone());
                break;
        }

        return root;
    }

    private static byte[] Apply(byte[] bytes, (int At, byte Value, int Kind) change)
    {
        var at = change.At % Math.Max(1, bytes.Length);
        return change.Kind switch
        {
            0 => [.. bytes[..at], change.Value, .. bytes[Math.Min(bytes.Length, at + 1)..]],
            1 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + change.Value)..]],
            _ => [.. bytes[..at], change.Value, .. bytes[at..]],
        };
    }
}
