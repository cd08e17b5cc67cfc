using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Infer;

/// <summary>Writes a shape as a schema. The schema states only what all samples have in common.</summary>
internal static class InferredSchema
{
    internal static JsonObject Of(InferredShape shape)
    {
        JsonTypeName[] types = [.. shape.Types.Where(type => type != JsonTypeName.Null)];
        var isNull = shape.Types.Count > types.Length;
        switch (types)
        {
            case []:
                // A value that was always null has no known type, so allow any value.
                return [];
            case [var type]:
                var schema = Of(shape, type);
                if (isNull)
                {
                    schema[KeywordName.Type] = new JsonArray(NameOf(type), NameOf(JsonTypeName.Null));
                }

                return schema;
            default:
                var branches = types.Select(type => Of(shape, type)).ToList();
                if (isNull)
                {
                    branches.Add(new JsonObject { [KeywordName.Type] = NameOf(JsonTypeName.Null) });
                }

                return new JsonObject { [KeywordName.AnyOf] = new JsonArray([.. branches]) };
        }
    }

    private static JsonObject Of(InferredShape shape, JsonTypeName type)
    {
        var schema = new JsonObject { [KeywordName.Type] = NameOf(type) };
        switch (type)
        {
            case JsonTypeName.Object:
                AddMembers(schema, shape);
                break;
            case JsonTypeName.Array:
                if (shape.Items is { } items && Of(items) is { Count: > 0 } item)
                {
                    schema[KeywordName.Items] = item;
                }

                break;
            case JsonTypeName.String when shape.Forms.HasFlag(TextForms.Address):
                schema[KeywordName.Format] = "uri";
                break;
            case JsonTypeName.String when shape.Forms.HasFlag(TextForms.Moment):
                schema[KeywordName.Format] = "date-time";
                break;
        }

        return schema;
    }

    private static void AddMembers(JsonObject schema, InferredShape shape)
    {
        var members = shape.Members.ToList();
        if (members.Exists(member => member.IsInAll))
        {
            var names = members.Where(member => member.IsInAll).Select(member => (JsonNode)member.Name);
            schema[KeywordName.Required] = new JsonArray([.. names]);
        }

        if (members.Count > 0)
        {
            schema[KeywordName.Properties] = new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Of(member.Value))));
        }
    }

    private static string NameOf(JsonTypeName type) => type.ToString().ToLowerInvariant();
}
