using System.Text.RegularExpressions;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests the comments of generated properties and types.</summary>
public class CommentTests
{
    private const string Refused = "One of these values. Any other text is refused before it is sent, unless <c>ValidateInput</c> is off.";
    private const string Open = "One of these values, or any other text.";

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{ "title": 7, "description": ["D"] }""", "")]
    [InlineData("""{ "title": "Aspect ratio" }""", "Aspect ratio")]
    [InlineData("""{ "title": "Aspect ratio", "description": "How wide." }""", "How wide.")]
    [InlineData("""{ "title": "Format", "description": "How wide." }""", "How wide. (Format)")]
    [InlineData("""{ "title": " ", "description": " How wide. " }""", "How wide.")]
    [InlineData("""{ "title": "Format", "description": " " }""", "Format")]
    [InlineData("""{ "title": "a < b" }""", "a &lt; b")]
    [InlineData("""{ "title": "Own", "allOf": [{ "title": "Part", "type": "string" }] }""", "Own")]
    public void A_property_is_documented_by_its_description_and_by_a_title_that_differs_from_the_name(string schema, string comment) =>
        Assert.Equal(comment, CommentOf(schema, "aspect_ratio"));

    [Theory]
    [InlineData("""{ "default": null }""", "")]
    [InlineData("""{ "default": "" }""", "")]
    [InlineData("""{ "default": [1,2.0] }""", "a (default [1,2.0])")]
    [InlineData("""{ "default": "<1", "type": "string", "maxLength": 3 }""", "a (at most 3 characters, default \"&lt;1\")")]
    [InlineData("""{ "examples": ["a"], "default": "b" }""", "a (default \"b\")")]
    [InlineData("""{ "examples": ["a", "b"], "default": null }""", "a (such as \"a\")")]
    [InlineData("""{ "examples": [] }""", "")]
    [InlineData("""{ "examples": "a" }""", "a (such as \"a\")")]
    [InlineData("""{ "readOnly": true, "writeOnly": true }""", "a (set by the service, never returned)")]
    [InlineData("""{ "readOnly": "yes" }""", "")]
    [InlineData("""{ "minimum": 3, "readOnly": true, "examples": [5] }""", "a (at least 3, set by the service, such as 5)")]
    [InlineData(
        """{ "validations": [{ "validation_rule": "file_size_mb<", "validation_value": 10 }, { "validation_rule": "x" }, 7] }""",
        "a (file_size_mb&lt; 10)")]
    [InlineData("""{ "validations": [{ "validation_rule": 7, "validation_value": 10 }] }""", "")]
    [InlineData("""{ "validations": 7 }""", "")]
    [InlineData("""{ "deprecated": true }""", "[global::System.Obsolete]")]
    [InlineData("""{ "deprecated": "true" }""", "[global::System.Obsolete]")]
    public void A_property_is_documented_with_its_allowed_values_and_default(string schema, string comment) =>
        Assert.Equal(comment, CommentOf(schema));

    [Theory]
    [InlineData("""{ "type": "integer", "minimum": 3, "maximum": 15 }""", "3 to 15")]
    [InlineData("""{ "type": "number", "maximum": 0.5 }""", "at most 0.5")]
    [InlineData("""{ "minimum": 3 }""", "at least 3")]
    [InlineData("""{ "exclusiveMinimum": 3, "type": "integer" }""", "more than 3")]
    [InlineData("""{ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 10 }""", "more than 0 and less than 10")]
    [InlineData("""{ "type": "number", "exclusiveMinimum": 0, "minimum": 1, "maximum": 9 }""", "1 to 9")]
    [InlineData("""{ "type": "number", "minimum": 0, "exclusiveMaximum": 1.5 }""", "at least 0 and less than 1.5")]
    [InlineData("""{ "type": "integer", "maximum": 9, "exclusiveMaximum": 9 }""", "less than 9")]
    [InlineData("""{ "type": "string", "minLength": 1, "maxLength": 9 }""", "1 to 9 characters")]
    [InlineData("""{ "type": "string", "minLength": 1 }""", "at least 1 character")]
    [InlineData("""{ "type": ["string", "null"], "maxLength": 9 }""", "at most 9 characters")]
    [InlineData("""{ "type": "string", "minimum": 9, "maxLength": 9 }""", "at most 9 characters")]
    [InlineData("""{ "type": "integer", "maxLength": 9, "minimum": 9 }""", "at least 9")]
    [InlineData("""{ "type": "array", "minItems": 1, "maxItems": 9 }""", "1 to 9 items")]
    [InlineData("""{ "minItems": 1 }""", "at least 1 item")]
    public void Bounds_are_documented_with_their_unit(string schema, string bounds) => Assert.Equal($"a ({bounds})", CommentOf(schema));

    [Theory]
    [InlineData(58, "", "\"")]
    [InlineData(59, "", "…")]
    [InlineData(57, "😀b", "…")]
    [InlineData(56, "😀bb", "😀…")]
    public void A_default_is_truncated_to_60_characters(int length, string more, string end)
    {
        var (text, shown) = (new string('a', length), new string('a', Math.Min(length, 58)));

        Assert.Equal($"a (default \"{shown}{end})", CommentOf($$"""{ "default": "{{text}}{{more}}" }"""));
    }

    [Theory]
    [InlineData(28, "\"")]
    [InlineData(29, "…")]
    public void An_example_is_truncated_to_30_characters(int length, string end) => Assert.Equal(
        $"a (such as \"{new string('a', 28)}{end})", CommentOf($$"""{ "examples": ["{{new string('a', length)}}"] }"""));

    [Theory]
    [InlineData("""{ "type": "string", "default": "16:9", "maxLength": 5 }""", "a (at most 5 characters)")]
    [InlineData("""{ "deprecated": true }""", "")]
    public void A_required_property_has_no_default_and_is_never_obsolete(string schema, string comment) =>
        Assert.Equal(comment, CommentOf(schema, more: """, "required": ["a"] """));

    [Theory]
    [InlineData("{}", "c#")]
    [InlineData("""{ "description": "Which." }""", "Which. (<c>c#</c>)")]
    public void A_JSON_name_that_the_CSharp_name_does_not_reveal_is_documented(string schema, string comment) =>
        Assert.Equal(comment, CommentOf(schema, "c#"));

    [Theory]
    [InlineData(300, "x")]
    [InlineData(301, "…")]
    [InlineData(5_000, "…")]
    public void A_description_is_truncated_to_300_characters(int length, string end)
    {
        var words = $$""" "description": "{{new string('x', length)}}" """;
        var shown = new string('x', 299) + end;

        Assert.Equal(shown, CommentOf($"{{{words}}}"));
        Assert.Contains($"\n/// <summary>{shown}</summary>\n", Code($$"""{ "properties": { "a": {} }, {{words}} }"""));
    }

    [Fact]
    public void A_title_beside_a_description_is_truncated_to_300_characters() => Assert.Equal(
        $"Which. ({new string('x', 299)}…)",
        CommentOf($$"""{ "description": "Which.", "title": "{{new string('x', 301)}}" }"""));

    [Theory]
    [InlineData(""" "title": "" """, "The model's input.")]
    [InlineData(""" "title": " " """, "The model's input.")]
    [InlineData(""" "title": "Input" """, "Input")]
    [InlineData(""" "title": "Input", "description": "Words & more." """, "Words &amp; more.")]
    public void A_type_is_documented_by_its_description_or_title(string words, string comment) =>
        Assert.Contains($"\n/// <summary>{comment}</summary>\n", Code($$"""{ "properties": { "a": {} }, {{words}} }"""));

    [Theory]
    [InlineData(""" "title": "T" """, 1)]
    [InlineData(""" "description": "T" """, 2)]
    public void The_type_of_a_property_repeats_only_the_description_of_the_property(string words, int comments) => Assert.Equal(
        comments,
        Regex.Count(
            Code($$"""{ "properties": { "a": { {{words}}, "properties": { "b": {} } } } }"""), "/// <summary>T</summary>\n"));

    [Theory]
    [InlineData("""{ "type": ["string", "null"], "enum": ["a", null] }""", Refused)]
    [InlineData("""{ "oneOf": [{ "const": "a" }, { "const": "b" }] }""", Refused)]
    [InlineData("""{ "anyOf": [{ "enum": ["a"] }, { "enum": ["b"] }, { "type": "null" }] }""", Refused)]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/definitions/e" } }""", Refused)]
    [InlineData("""{ "type": "object", "additionalProperties": { "$ref": "#/definitions/e" } }""", Refused)]
    [InlineData("""{ "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "string" }] }""", Open)]
    [InlineData(
        """{ "enum": [1, 2] }""",
        "One of these values. Any other number is refused before it is sent, unless <c>ValidateInput</c> is off.")]
    public void An_enum_of_an_input_says_whether_other_values_are_refused(string schema, string comment) => Assert.Equal(
        [comment],
        Comments(GeneratorRun.OfInput($$"""
            {
              "type": "object", "properties": { "a": {{schema}} },
              "definitions": { "e": { "type": "string", "enum": ["a", "b"] } }
            }
            """)));

    [Fact]
    public void An_enum_of_an_output_is_open() => Assert.Equal(
        [Open], Comments(GeneratorRun.OfModel("{}", """{ "type": "object", "properties": { "a": { "enum": ["a", "b"] } } }""")));

    private static string Code(string schema) => GeneratorRun.OfModel(schema, "{}").Code;

    /// <summary>Returns the comment and the attribute of a property that has this schema.</summary>
    private static string CommentOf(string schema, string name = "a", string more = "")
    {
        var code = Code($$"""{ "type": "object", "properties": { "{{name}}": {{schema}} }{{more}} }""");
        var lines = Regex.Match(code, @"IRecord<AInput>\n\{\n((?:    (?:///|\[).*\n)*)    public").Groups[1].Value;
        return Regex.Replace(lines, "</?summary>|/// ", "").Trim();
    }

    private static IEnumerable<string> Comments(GeneratorRun run) => run.Code.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.StartsWith("/// <summary>One of these values", StringComparison.Ordinal))
        .Select(line => line["/// <summary>".Length..^"</summary>".Length]);
}
