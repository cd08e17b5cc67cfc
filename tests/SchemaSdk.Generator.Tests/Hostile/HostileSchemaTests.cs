using System.Globalization;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that hostile schemas cause neither exceptions nor unexpected members, that the work for them is bounded, and that a schema
/// beyond a limit is reported.
/// </summary>
public class HostileSchemaTests
{
    /// <summary>The maximum number of bytes allocated for one file, as stated in docs/reference/dialect.md.</summary>
    private const long MaxAllocatedBytes = 4_000_000_000;

    /// <summary>Strings with a special meaning in C#, XML, JSON or MSBuild.</summary>
    private static readonly string[] Texts =
    [
        "\"", "\\", "\\\"", "*/", "/*", "//", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "</summary>", "<see cref=\"System.Object\"/>",
        "{{", "}}", "{0}",
        "x;}class", "\"; } public static class Evil { static Evil() { Evil.Run(); } } //", "\"\"\"", "\"\"\"\"u8);", "$\"{Evil()}\"", "@\"",
        "\\u0022",
        "#if", "\n#define EVIL", "\n#pragma warning restore", "]]>", "<!--", "&quot;", "&#x22;", "\0", "\u202e", "\u2066", "\ufeff",
        "\ufffe", "\ud83d\ude00", "夜",
        "class", "record", "public", "@class", "value", "Value", "System", "global::System", "wire", "v", "r", "m", "Input", "_", "__", "1",
        "-", " ",
    ];

    // Slow schemas that only a full run tests. A normal run tests a smaller variant of each.
    private static readonly string[] OfFullRun =
    [
        "100,000 properties", "100,000 enum values", "50,000 pairs of enum values with one C# name", "a chain of 30,000 anyOf",
        "25,000 parts of allOf", "40,000 branches that are objects", "20,000 short ids in a long one",
        "9,000 objects whose tables have one name", "20,000 properties, each twice", "a chain of 20,000 lists",
        "a chain of 20,000 objects", "100,000 required names", "500 definitions of one name", "a description of 5 million quotes",
        "5,000 definitions of one name", "a pattern of 6 MB", "a name of 10 MB", "10,000 references to 100,000 enum values",
        "14,000 patterns beside 14,000 lists", "3,000 properties that refer to 3,000 branches",
        "a default of 50,000 objects with 10,000 properties",
    ];

    private static readonly SchemaText[] Good =
    [
        SchemaText.Input("acme/good", """{ "type": "object", "properties": { "a": { "type": "string" } } }"""),
        SchemaText.Output("", """{ "type": "string" }"""),
    ];

    private static readonly Lazy<string> CodeOfGood = new(() => GeneratorRun.Over(Good).Sources["acme_good.g.cs"]);

    public static TheoryData<string> Names =>
        [.. FullRun.IsOn ? HostileSchemas.All.Keys : FullRun.SampleOf(HostileSchemas.All.Keys.Except(OfFullRun), n: 6)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_schema_affects_only_its_own_model_and_uses_at_most_the_stated_memory(string name)
    {
        var (text, ids) = HostileSchemas.All[name];

        var bounded = BoundedRun.Over([SchemaText.Input("acme/a", text()), .. Good]);

        Assert.Equal(
            ids, string.Join(" ", bounded.Run.Result.Diagnostics.Select(problem => problem.Id).Distinct().Order(StringComparer.Ordinal)));
        Assert.Equal(!ids.Contains("SSDK001", StringComparison.Ordinal), bounded.Run.Sources.ContainsKey("acme_a.g.cs"));
        Assert.Equal(CodeOfGood.Value, bounded.Run.Sources["acme_good.g.cs"]);
        Assert.InRange(bounded.AllocatedBytes, 0, MaxAllocatedBytes);
        Assert.DoesNotContain(bounded.Run.Result.Diagnostics, problem => problem.GetMessage(CultureInfo.InvariantCulture).Length > 2_500);
        TreeInspector.ExpectNothing(bounded.Run.Sources);
    }

    [Fact]
    public void Text_anywhere_in_a_schema_stays_in_literals_and_comments()
    {
        var schemas = Texts.Select(text => Schema(HostileSchemas.Quote(text))).ToList();

        // The generator handles outputs with the same code as inputs, so a normal run tests only some outputs.
        var run = GeneratorRun.Over(
        [
            .. schemas.Select((schema, i) => SchemaText.Input($"acme/m{i}", schema)),
            .. schemas.Select((schema, i) => SchemaText.Output($"acme/m{i}", schema)).Where((_, i) => FullRun.IsOn || i % 4 == 0),
        ]);

        Assert.Equal((2 * Texts.Length) + 1, run.Sources.Count);
        TreeInspector.ExpectNothing(run.Sources);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    [Fact]
    public void The_path_of_a_file_stays_in_literals_and_comments()
    {
        var run = GeneratorRun.Over(
            [.. Texts.Select((text, i) => SchemaText.Input($"acme/{i}{text}", """{ "properties": { "a": { "enum": ["b"] } } }"""))]);

        Assert.True(run.Sources.Count > 40);
        TreeInspector.ExpectNothing(run.Sources);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    [Fact]
    public void The_options_of_a_project_stay_in_identifiers_and_literals()
    {
        // Skips valid identifiers, which may become names in the code. They are harmless, because the owner of the project chooses them.
        foreach (var text in Texts.Where(text => !SyntaxFacts.IsValidIdentifier(text.TrimStart('@'))))
        {
            var run = GeneratorRun.Over(
                [SchemaText.Input("acme/a", """{ "properties": { "a": { "enum": ["b"] } } }"""), SchemaText.Output("", "{}")],
                new Dictionary<string, string> { ["ModelClientName"] = text, ["ModelClientAccessibility"] = text });

            TreeInspector.ExpectNothing(run.Sources);
        }
    }

    /// <summary>Puts a string in every position of a schema where a string is allowed.</summary>
    private static string Schema(string text) =>
        $$"""
        {
          "$id": {{text}}, "$schema": {{text}}, "$comment": {{text}}, "title": {{text}}, "description": {{text}}, "x-csharp-name": {{text}},
          "type": "object",
          "required": [{{text}}, "named"],
          "definitions": { {{text}}: { "type": "object", "title": {{text}}, "properties": { {{text}}: { "const": {{text}} } } } },
          "dependencies": { {{text}}: [{{text}}, "named"] },
          "patternProperties": { {{text}}: { "pattern": {{text}} } },
          "properties": {
            {{text}}: {
              "type": "string", "title": {{text}}, "description": {{text}}, "default": {{text}}, "examples": [{{text}}],
              "pattern": {{text}},
              "format": {{text}}, "enum": [{{text}}, "other"], "validations": {{text}}, "x-csharp-name": {{text}}
            },
            "named": { "type": "string", "x-csharp-name": {{text}}, "default": { {{text}}: {{text}} } },
            "described": { "type": {{text}}, "description": {{text}} },
            "choice": {
              "discriminator": { "propertyName": {{text}}, "mapping": { {{text}}: {{text}} } },
              "oneOf": [
                { "type": "object", "title": {{text}}, "required": [{{text}}], "properties": { {{text}}: { "const": {{text}} } } },
                { "type": "object", "properties": { {{text}}: { "type": "object",
                 "properties": { {{text}}: { "type": "array", "items": { "enum": [{{text}}] } } } } } },
                { "type": "string", "pattern": {{text}} },
                { "type": "array", "items": { "type": "string", "enum": [{{text}}, {{text}}] } }
              ]
            },
            "map": { "type": "object", "additionalProperties": { "type": "object", "title": {{text}}, "properties": { {{text}}: {} } } },
            "where": { "$ref": {{text}} },
            "known": { "$ref": {{HostileSchemas.Quote("#/definitions/")[..^1]}}{{text[1..]}} }
          }
        }
        """;
}
