using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Keywords;

/// <summary>Tests which keywords a documentation comment shows.</summary>
public class ToldKeywordTests
{
    public static TheoryData<string> Keywords => [.. KeywordTable.All.Select(keyword => keyword.Name)];

    [Theory]
    [MemberData(nameof(Keywords))]
    public void The_documentation_shows_the_keywords_that_the_table_marks(string name)
    {
        var keyword = KeywordTable.Find(name)!;
        var type = keyword.Checks is { Types: not RuleTypes.All } check ? check.Types.ToString().ToLowerInvariant() : "object";

        var without = Read($$"""{ "type": "{{type}}" }""");
        var with = Read(name == "type" ? """{ "type": "string" }""" : $$"""{ "type": "{{type}}", "{{name}}": {{Sample(keyword)}} }""");

        Assert.Equal(keyword.IsTold, with != without);
        Assert.Contains(keyword.Tells ?? "", with.Allowed, StringComparison.Ordinal);
    }

    private static Documentation Read(string schema)
    {
        var json = (JsonObject)JsonParser.Read(schema);
        return DocumentationReader.Read(new SchemaNode(json, "", json));
    }

    private static string Sample(Keyword keyword) => keyword.Value switch
    {
        _ when keyword.Name == "validations" => """[{ "validation_rule": "file_size_mb<", "validation_value": 10 }]""",
        KeywordValue.Text or KeywordValue.TextOrList or KeywordValue.Anything => "\"some\"",
        KeywordValue.Flag => "true",
        KeywordValue.Number or KeywordValue.NumberOrFlag or KeywordValue.Count => "2",
        KeywordValue.List or KeywordValue.FilledList or KeywordValue.Names => "[\"some\"]",
        _ => "{}",
    };
}
