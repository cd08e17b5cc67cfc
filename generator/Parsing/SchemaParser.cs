using Newtonsoft.Json.Linq;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Json;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Plain JSON Schema -> shapes and rules. NJsonSchema and Newtonsoft.Json stop here.</summary>
internal static class SchemaParser
{
    /// <summary>Parses one file; never throws.</summary>
    /// <param name="schema">The normalized schema.</param>
    public static ParsedSchema Parse(NormalizedSchema schema)
    {
        if (schema.Text.Length == 0)
        {
            return new ParsedSchema(schema.File, null, null, schema.Problems);
        }

        var problems = new ProblemList(schema);
        var json = (JObject)JsonText.Read(schema.Text);
        var rule = schema.File.Role == SchemaRole.Input ? new RuleBuilder(json, problems).Build() : null;
        UnreadableParts.Remove(json, problems);
        new TypingView(json).Apply();
        var root = new SchemaNode(SchemaLoader.Load(json, problems), json, "", json).Follow();
        var shape = new ShapeBuilder(problems).Build(root, "", "", "");
        return new ParsedSchema(schema.File, shape, rule, problems.ToArray());
    }
}
