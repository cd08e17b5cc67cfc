using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The kind of value of each keyword, and whether the keyword decides what is valid.</summary>
internal static class MeaningPlaces
{
    /// <summary>The kind of value that a keyword has.</summary>
    internal static MeaningPlace In(string keyword) => KeywordTable.Find(keyword) switch
    {
        { Holds: SubschemaPlaces.Items, IsSet: true } => MeaningPlace.Schemas,
        { Holds: SubschemaPlaces.Whole or SubschemaPlaces.WholeOrFlag or SubschemaPlaces.WholeOrItems or SubschemaPlaces.Items } =>
            MeaningPlace.Schema,
        { Holds: SubschemaPlaces.Members or SubschemaPlaces.MembersOrNames } or { Name: "dependentRequired" } => MeaningPlace.MapOfSchemas,
        { IsSet: true } => MeaningPlace.Set,
        _ => MeaningPlace.Data,
    };

    /// <summary>Returns true if a keyword decides which values are valid. A keyword that only gives a C# name or type does not.</summary>
    internal static bool IsMeaningful(string keyword) => keyword == OwnKeyword.Rules
        || (KeywordTable.Find(keyword) is { IsNote: false } row && (row.Checks is not null || row.Unchecked != 0));
}
