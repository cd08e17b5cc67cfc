using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares the discriminators of unions. A discriminator affects how a result is read, but not which inputs are valid.</summary>
internal static class DiscriminatorComparison
{
    private const string Mapping = "mapping";

    internal static void Compare(SchemaPair pair)
    {
        const string Name = KeywordName.Discriminator;
        var (before, after) = (pair.Old[Name] as JsonObject, pair.New[Name] as JsonObject);
        if (!IsSame(pair, before, after))
        {
            pair.Tell(
                Name,
                pair.Direction == Direction.Input ? Effect.Words : Effect.Unknown,
                SchemaPair.Change(Name, before, after));
        }
    }

    private static bool IsSame(SchemaPair pair, JsonObject? before, JsonObject? after)
    {
        if (before is null || after is null)
        {
            return before is null && after is null;
        }

        var (leads, targets) = (before[Mapping] as JsonObject ?? [], after[Mapping] as JsonObject ?? []);
        return JsonEquality.Comparer.Equals(before["propertyName"], after["propertyName"])
            && leads.Count == targets.Count
            && leads.Members.All(lead =>
                targets[lead.Name] is { } target && NameOf(lead.Value) == NameOf(target));
    }

    // Only the name of a definition is compared: its location does not matter, and its content is compared as a branch of the union.
    private static string? NameOf(JsonNode reference) => ((string?)reference)?.Split('/')[^1];
}
