namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>Reads objects in which a member may occur twice. As in the rules of inputs, the last one is used.</summary>
internal static class LastMembers
{
    /// <summary>Returns the value as an object; an empty object if the value is not an object.</summary>
    // If a member occurs twice, JsonNode.Parse accepts the object, but the first use of the object throws an exception.
    internal static JsonObject Of(JsonElement value) => NodeOf(value.Clone()) as JsonObject ?? [];

    private static JsonNode? NodeOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in value.EnumerateObject())
                {
                    members[member.Name] = NodeOf(member.Value);
                }

                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(NodeOf)]);
            default:
                return JsonValue.Create(value);   // null for the literal null
        }
    }
}
