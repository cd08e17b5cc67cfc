using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Plain JSON Schema -> shapes and rules. Newtonsoft.Json stops here.</summary>
internal static class SchemaParser
{
    /// <summary>Parses one file; never throws: a step of the pipeline that did would take every other model with it.</summary>
    /// <param name="schema">The normalized schema.</param>
    public static ParsedSchema Parse(NormalizedSchema schema)
    {
        if (schema.Text.Length == 0)
        {
            return new ParsedSchema(schema.File, null, null, schema.Problems);
        }

        var problems = new ProblemList(schema);
        try
        {
            return Parse(schema, problems);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            problems.AddFailure(error);
            return new ParsedSchema(schema.File, null, null, problems.ToArray());
        }
    }

    private static ParsedSchema Parse(NormalizedSchema schema, ProblemList problems)
    {
        var json = (JObject)JsonText.ReadAgain(schema.Text);
        problems.Document = json;
        var rule = schema.File.Role == SchemaRole.Input ? new RuleBuilder(json, problems).Build() : null;
        var isInput = schema.File.Role == SchemaRole.Input;
        if (schema.Text.Contains("\"x-rules\""))
        {
            new SumRules(json, problems).RefuseOthers(isInput);
        }

        var names = new GivenNames(problems);
        var name = isInput ? names.OfModel(json) : null;
        if (schema.Text.Contains("\"x-csharp-name\""))
        {
            names.RefuseOthers(json, isInput);
        }

        UnreadableParts.Remove(json, problems);
        new TypingView(json).Apply();
        DeepParts.Remove(json, problems);
        var root = new SchemaNode(json, "", json).Follow();
        var shape = new ShapeBuilder(problems).Build(root);
        return new ParsedSchema(schema.File, shape, rule, problems.ToArray()) { Name = name };
    }
}
