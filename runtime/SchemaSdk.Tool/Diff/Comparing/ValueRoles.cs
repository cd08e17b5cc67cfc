using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Determines the role of each keyword's value, and whether the keyword affects which values are valid.</summary>
internal static class ValueRoles
{
    internal static ValueRole In(string keyword) => KeywordTable.Find(keyword) switch
    {
        { Holds: SubschemaPlaces.Items, IsSet: true } => ValueRole.Schemas,
        { Holds: SubschemaPlaces.Whole or SubschemaPlaces.WholeOrFlag or SubschemaPlaces.WholeOrItems or SubschemaPlaces.Items } =>
            ValueRole.Schema,
        { Holds: SubschemaPlaces.Members or SubschemaPlaces.MembersOrNames } or { Name: "dependentRequired" } => ValueRole.MapOfSchemas,
        { IsSet: true } => ValueRole.Set,
        _ => ValueRole.Data,
    };

    /// <summary>
    /// Returns true if a keyword affects which values are valid. Returns false for a keyword that affects only a C# name or type.
    /// </summary>
    internal static bool IsMeaningful(string keyword) => keyword == OwnKeyword.Rules
        || (KeywordTable.Find(keyword) is { IsNote: false } row && (row.Checks is not null || row.Unchecked != 0));
}
