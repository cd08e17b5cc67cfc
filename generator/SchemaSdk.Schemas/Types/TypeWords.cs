using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Types;

/// <summary>Distinguishes schemas that describe a value from schemas that only restrict it.</summary>
internal static class TypeWords
{
    /// <summary>
    /// Returns true if a schema says anything about a type. A branch such as <c>{"required": ["image"]}</c> only restricts a value.
    /// </summary>
    public static bool StandIn(JsonObject schema) => schema.Members.Any(member =>
        member.Name == ConditionalMembers.More
            || (KeywordTable.Find(member.Name) is { IsNote: false }
                && member.Name is not (KeywordName.Required or KeywordName.Not)
                && !member.Name.StartsWith("x-", StringComparison.Ordinal)));

    /// <summary>
    /// Returns true if a schema can determine the type of a value. A branch such as <c>{"pattern": "^data:"}</c> leaves the type to the
    /// enclosing schema.
    /// </summary>
    public static bool Decide(JsonObject schema) => schema.Members.Any(member =>
        member.Name == ConditionalMembers.More
            || (KeywordTable.Find(member.Name)?.Types is KeywordTyping.Always or KeywordTyping.Union or KeywordTyping.OptionalMembers
                && member.Name is not (KeywordName.Required or KeywordName.Format)));
}
