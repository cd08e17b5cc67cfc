using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SchemaSdk.CompilerServices;
using SchemaSdk.Generator.Emitting;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Checks the generated comments of all real schemas, and the hidden members of a sample.</summary>
public partial class CommentLawTests
{
    private const string Other = "no such value";

    public static TheoryData<string> Sets => [.. Corpus.Sets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_count_has_the_right_plural(string set) => None.Of(Parsed(set)
        .Select(parsed => parsed.Shape)
        .OfType<Shape>()
        .SelectMany(Notes)
        .Select(note => note.Split("such as ")[0])      // examples are text of the service
        .Distinct()
        .Where(note => WrongPlural().IsMatch(note)));

    [Theory]
    [MemberData(nameof(Sets))]
    public void An_enum_says_that_other_texts_are_refused_if_and_only_if_they_are(string set)
    {
        var wrong = new List<string>();
        foreach (var parsed in Parsed(set).Where(parsed => parsed is { Shape: ObjectShape, Rule: not null }))
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

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_step_has_a_comment_and_a_member_that_only_the_runtime_needs_is_hidden(string set)
    {
        var lines = GeneratedSet.Of(set).Batches
            .SelectMany(batch => batch.Result.GeneratedSources)
            .SelectMany(source => source.SourceText.ToString().Split('\n').Select(line => line.Trim()).Prepend(""))
            .ToList();
        var steps = lines.FindAll(line => Step().IsMatch(line)).Count;

        Assert.NotEqual(0, steps);
        None.Of(lines.Zip(lines.Skip(1))
            .Where(pair =>
                (Step().IsMatch(pair.Second) && !pair.First.StartsWith("/// <summary>", StringComparison.Ordinal))
                || (OfRuntime().IsMatch(pair.Second) && pair.First != ModelEmitter.Hidden))
            .Select(pair => pair.Second));
    }

    private static IEnumerable<ParsedSchema> Parsed(string set)
    {
        foreach (var model in Corpus.AllModels(set))
        {
            yield return SchemaSteps.Parse(new SchemaFile(model.InputPath, model.Id, SchemaRole.Input, model.Input));
            if (model.Output is { } output)
            {
                yield return SchemaSteps.Parse(new SchemaFile(model.InputPath, model.Id, SchemaRole.Output, output));
            }
        }
    }

    private static IEnumerable<string> Notes(Shape shape) => shape switch
    {
        ListShape list => Notes(list.Item),
        MapShape map => Notes(map.Value),
        UnionShape union => union.Branches.SelectMany(branch => Notes(branch.Shape)),
        ObjectShape record => record.Properties.SelectMany(property => Notes(property.Shape).Prepend(property.Documentation.Allowed)),
        _ => [],
    };

    [GeneratedRegex(@"(?<![\d.,])1(\.0)? (items|characters)|(?<!(?<![\d.,])1) (item|character)\b|\d\.0 (item|character)")]
    private static partial Regex WrongPlural();

    [GeneratedRegex(@"^public .* => _\w+ \?\?= new\(")]
    private static partial Regex Step();

    [GeneratedRegex(@"^public static .*\(.*ref jsonReader ")]
    private static partial Regex OfRuntime();
}
