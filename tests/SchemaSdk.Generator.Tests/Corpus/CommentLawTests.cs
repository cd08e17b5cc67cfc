using SchemaSdk.CompilerServices;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Tests that the comments generated for real schemas are right about refused values.</summary>
public class CommentLawTests
{
    private const string Other = "no such value";

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public void An_enum_says_that_other_texts_are_refused_if_and_only_if_they_are(string set)
    {
        var wrong = new List<string>();
        foreach (var parsed in Corpus.Models(set)
            .Select(model => SchemaSteps.Parse(new SchemaFile(model.InputPath, model.Id, SchemaRole.Input, model.Input)))
            .Where(parsed => parsed is { Shape: ObjectShape, Rule: not null }))
        {
            var closed = ClosedEnums.In(parsed.Shape!, parsed.Rule);
            var rules = InputRules.WithPatterns(RuleText.Of(parsed.Rule!));
            wrong.AddRange(
                from property in ((ObjectShape)parsed.Shape!).Properties
                let isList = property.Shape is ListShape
                let values = (isList ? ((ListShape)property.Shape).Item : property.Shape) as EnumShape
                where values is { Kind: EnumKind.Text }
                let value = isList ? $"[\"{Other}\"]" : $"\"{Other}\""
                let json = $"{{ {JsonSerializer.Serialize(property.WireName)}: {value} }}"
                let pointer = JsonPointer.Append("", property.WireName) + (isList ? "/0" : "")
                let isRefused = rules.Check(Encoding.UTF8.GetBytes(json)).Any(error => error.JsonPointer == pointer)
                where isRefused != closed.Has(values)
                select $"{parsed.File.ModelId} {pointer} is {(isRefused ? "" : "not ")}refused");
        }

        None.Of(wrong);
    }
}
