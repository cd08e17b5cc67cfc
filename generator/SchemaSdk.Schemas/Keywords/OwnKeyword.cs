namespace SchemaSdk.Schemas.Keywords;

/// <summary>The keywords that are ours: what a patch says at the root of a schema, or beside a name. No other code spells them.</summary>
internal static class OwnKeyword
{
    /// <summary>The demands that a documentation makes of an input only in prose.</summary>
    public const string Rules = "x-rules";

    /// <summary>Another C# name than the one that follows from the wire name.</summary>
    public const string CSharpName = "x-csharp-name";

    /// <summary>The mark of a model that the service no longer has.</summary>
    public const string Retired = "x-retired";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Rules, CSharpName, Retired];
}
