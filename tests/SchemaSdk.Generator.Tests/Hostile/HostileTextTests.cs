using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that text with a special meaning in C#, XML or rules is treated as plain text when an input is checked.</summary>
public class HostileTextTests
{
    private static readonly string[] Texts =
    [
        "\"", "\"\"\"", "\"\"\"\"\"", "a\"b\\", "\\", "\\u0022", "\\\\u", "'", "{", "}", "{{", "}}", "{{{0}}}", "$\"{x}\"", "*/",
        "/*", "//",
        "\n", "\r\n", "a\nb: string", "a\n    others: forbidden", "\t", "\u0085", "\u2028", "\u2029", "\u000B", "\u000C", "\0", "\u001F",
        "\uFEFF", "\u202E", "\u200B", "\u00AD", "\uE000", "\uFFFE", "\uFFFF", "\u0378", "夜", "\ud83d\ude00", "\udb40\udc41", " ", "  a  ",
        "",
        ",", ", ", "a, b", ":", "a: b", "-", "- a", "[1,,2]", "]", "[", "/", "~", "~1", "a/b~c", "#", "%", "$ref", "</summary>", "<!--",
        "]]>",
        "&amp;", "item", "item 0", "others", "not", "if", "then", "unless null", "names", "with", "required", "see Input", "string",
        "null",
        "one of", "members like", "in .NET", "nor", "matching", "equal to", "true", "1", "-1e5", "0..5", "Input", "constructor",
        "__proto__",
        new string('n', 1_000), new string('"', 1_000), new string('\\', 900), string.Concat(Enumerable.Repeat("夜 ", 500)),
    ];

    private static readonly string[] Halves = ["\ud83d", "a\ude00b", "\ude00\ud83d"];

    private static readonly Lazy<IReadOnlyList<ModelInfo>> Models = new(() => Load([.. Texts, .. Halves]));

    public static TheoryData<int> Positions => [.. Enumerable.Range(0, Texts.Length)];

    public static TheoryData<int> PositionsOfHalves => [.. Enumerable.Range(Texts.Length, Halves.Length)];

    [Theory]
    [MemberData(nameof(Positions))]
    public void A_hostile_text_is_checked_literally(int position)
    {
        var text = Texts[position];
        var other = text + "x";

        Assert.Empty(Check(position, Input(text, text)));
        Assert.Equal(["/choice enum", "/const const", "/deep enum", "/pattern pattern"], Check(position, Input(text, other)));
        Assert.Equal([" additionalProperties", " required"], Check(position, Input(other, text)).Select(WithoutName).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(PositionsOfHalves))]
    public void Half_a_surrogate_pair_is_checked_without_an_exception(int position) =>
        Assert.NotEmpty(Check(position, Input(Halves[position - Texts.Length] + "x", "")));

    private static string[] Check(int position, string json) =>
    [
        .. Models.Value.Single(model => model.Id == $"acme/m{position.ToString(CultureInfo.InvariantCulture)}")
            .Validate(Encoding.UTF8.GetBytes(json))
            .Select(error => $"{error.JsonPointer} {error.Rule}")
            .Order(StringComparer.Ordinal),
    ];

    private static string WithoutName(string error) => error[error.LastIndexOf(' ')..];

    private static string Input(string name, string value) =>
        $$"""{ {{Quote(name)}}: 1, "choice": {{Quote(value)}}, "const": {{Quote(value)}}, "pattern": {{Quote(value)}}, "deep": """
        + $$"""{ {{Quote(value)}}: [{{Quote(value)}}] } }""";

    /// <summary>
    /// Returns a schema in which some members contain the string. If the string broke out of its literal, the other members would not
    /// work.
    /// </summary>
    private static string Schema(string text) =>
        $$"""
        {
          "type": "object", "title": {{Quote(text)}}, "description": {{Quote(text)}}, "additionalProperties": false,
          "required": [{{Quote(text)}}],
          "properties": {
            "choice": { "type": "string", "description": {{Quote(text)}}, "enum": [{{Quote(text)}}, "zzz"] },
            {{Quote(text)}}: { "type": "integer", "description": {{Quote(text)}}, "examples": [{{Quote(text)}}] },
            "const": { "const": {{Quote(text)}} },
            "deep": { "enum": [{ {{Quote(text)}}: [{{Quote(text)}}] }, 1] },
            "pattern": { "type": "string", "pattern": {{Quote($"^(?:{Pattern(text)})$")}} }
          }
        }
        """;

    /// <summary>Escapes the string for use in an ECMAScript pattern.</summary>
    private static string Pattern(string text) => Regex.Replace(text, @"[\\^$.*+?()\[\]{}|/]", @"\$0");

    /// <summary>Escapes every character, so that JSON can contain half of a surrogate pair.</summary>
    private static string Quote(string text) =>
        $"\"{string.Concat(text.Select(unit => "\\u" + ((int)unit).ToString("x4", CultureInfo.InvariantCulture)))}\"";

    private static IReadOnlyList<ModelInfo> Load(string[] texts)
    {
        var run = GeneratorRun.Over(
            [.. texts.Select((text, i) => SchemaText.Input($"acme/m{i}", Schema(text))), SchemaText.Output("", "{}")]);
        TreeInspector.ExpectNothing(run.Sources);
        return Compiler.Models(run);
    }
}
