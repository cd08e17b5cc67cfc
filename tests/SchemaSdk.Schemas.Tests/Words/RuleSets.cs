using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Tests.Words;

internal static class RuleSets
{
    /// <summary>Returns the rules of a schema.</summary>
    public static RuleSet Of(string schema)
    {
        var file = new SchemaFile("input.json", "acme", SchemaRole.Input, schema);
        var root = JsonParser.Read(schema, file.Path);
        return new RuleBuilder(root, new ProblemList(new NormalizedSchema(file, root as JsonObject, new SchemaPlaces(file), default)))
            .Build();
    }
}
