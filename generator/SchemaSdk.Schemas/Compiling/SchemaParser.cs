using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Compiling;

/// <summary>Converts a normalized schema to its shape and rules.</summary>
internal static class SchemaParser
{
    /// <summary>Parses one file. Never throws, because an exception in a pipeline step would stop all other models too.</summary>
    public static ParsedSchema Parse(NormalizedSchema schema)
    {
        if (schema.Root is null)
        {
            return new ParsedSchema(schema.File, null, null, schema.Problems);
        }

        var problems = new ProblemList(schema);
        try
        {
            return Parse(schema, schema.Root, problems);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            problems.AddFailure(error);
            return new ParsedSchema(schema.File, null, null, problems.ToArray());
        }
    }

    private static ParsedSchema Parse(NormalizedSchema schema, JsonObject json, ProblemList problems)
    {
        var isInput = schema.File.Role == SchemaRole.Input;

        // Outputs are not validated, so the problems in their rules go into a list that is discarded.
        var rules = new RuleBuilder(json, isInput ? problems : new ProblemList(schema));
        var built = rules.Build();
        rules.ReportSamples(problems);
        new EmptyRanges(problems).Report(json);
        var rule = isInput ? built : null;
        if (schema.OwnKeywords.Contains(OwnKeyword.Rules))
        {
            new SumRules(json, problems).RefuseOthers(isInput);
        }

        var names = new GivenNames(problems);
        var name = isInput ? names.OfModel(json) : null;
        if (schema.OwnKeywords.Contains(OwnKeyword.CSharpName))
        {
            names.RefuseOthers(json, isInput);
        }

        var retirement = isInput ? RetirementReader.Read(json, problems) : null;
        var facts = isInput ? ModelFactsReader.Read(json, problems) : ModelFacts.None;
        var readable = (JsonObject)json.View();
        problems.View = readable;
        UnreadableParts.Remove(readable, problems);
        var view = TypingView.Of(readable);
        problems.View = view;
        DeepParts.Remove(view, problems);
        var root = new SchemaNode(view, "", view).Follow();
        var shape = new ShapeBuilder(problems, new KeptMemberNames(schema.File)).Build(root);
        return new ParsedSchema(schema.File, shape, rule, problems.ToArray()) { Name = name, Retirement = retirement, Facts = facts };
    }
}
