using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Tool.Configuration;

/// <summary>The JSON schema of <c>schemasdk.json</c>. Editors use it to complete and check the file.</summary>
internal static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    internal static string Write()
    {
        var schema = ConfigurationJson.Default.ToolConfiguration.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        }).AsObject();
        // These two keywords are not part of JSON Schema, but editors understand them.
        schema.Insert(0, "allowTrailingCommas", true);
        schema.Insert(0, "allowComments", true);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.PropertyInfo?.AttributeProvider is not { } property
            || property.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is not [DescriptionAttribute description])
        {
            return schema;
        }

        // For a setting that can have any value, the exporter writes true instead of an object.
        var part = schema as JsonObject ?? [];
        part.Insert(0, "description", description.Description);
        switch (context.PropertyInfo.Name)
        {
            case "service":
                part.Insert(1, "enum", Names([.. ModelService.Profiles.Select(static one => one.Names.Name), null]));
                break;
            case "rules":
                part.Insert(1, "propertyNames", new JsonObject { ["enum"] = Names(ProblemKinds.All.Select(static kind => kind.Id)) });
                break;
        }

        return part;
    }

    private static JsonArray Names(IEnumerable<string?> names) => [.. names.Select(static name => (JsonNode?)name)];
}
