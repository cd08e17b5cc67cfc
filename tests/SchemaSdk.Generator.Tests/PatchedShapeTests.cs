using System.Text.RegularExpressions;
using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>What a patch says beside a part leaves the part what it is.</summary>
public class PatchedShapeTests
{
    [Fact]
    public void Words_rename_no_type()
    {
        const string Choice = """{ "properties": { "a": { "anyOf": [{ "const": 1, DESCRIPTION "type": "integer" }, { "enum": ["x"] }, { "properties": { "title": { "enum": ["y"] } } }] } } }""";
        static IEnumerable<string> Types(string description)
        {
            var run = GeneratorRun.Over(SchemaText.Input("acme/a", Choice.Replace("DESCRIPTION", description, StringComparison.Ordinal)), SchemaText.Output("", "{}"));
            return Regex.Matches(run.Sources["acme_a.g.cs"], @"record (struct )?(\w+)").Select(match => match.Groups[2].Value);
        }

        Assert.Contains(Types(""), type => Regex.IsMatch(type, "^Choice_[0-9a-f]{8}Branch$"));
        Assert.Equal(Types(""), Types(""" "description": "Once.", "default": 1, """));
    }
}
