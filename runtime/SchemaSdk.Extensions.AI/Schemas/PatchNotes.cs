using SchemaSdk.Files;

namespace SchemaSdk.Extensions.AI.Schemas;

/// <summary>The parts of a patch that contain only notes, such as descriptions.</summary>
internal static class PatchNotes
{
    /// <summary>
    /// Removes parts that contain only notes, if the schema does not have what they describe. Usually, the service has renamed it.
    /// </summary>
    /// <param name="patch">The patch.</param>
    /// <param name="written">The same patch, as JSON.</param>
    /// <param name="schema">The schema to which the patch belongs.</param>
    /// <param name="isMap">True if the members of the patch are names of properties, not keywords.</param>
    // The generator skips these parts too. If such a part were merged, it would add an input member that the service ignores.
    internal static void RemoveOutdated(JsonObject patch, JsonElement written, JsonObject schema, bool isMap = false)
    {
        foreach (var (name, value) in patch.ToList())
        {
            if (value is JsonObject inner && schema[name] is JsonObject part)
            {
                RemoveOutdated(inner, written.GetProperty(name), part, name == "properties");
            }
            else if (!schema.ContainsKey(name)
                && (isMap || !ShownJson.IsData(name))
                && ShownJson.HasOnlyNotes(written.GetProperty(name), name == "properties"))
            {
                patch.Remove(name);
            }
        }
    }
}
