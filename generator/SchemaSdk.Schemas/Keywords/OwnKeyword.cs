namespace SchemaSdk.Schemas.Keywords;

/// <summary>The keywords of SchemaSdk itself, which patches add. No other code spells them out.</summary>
internal static class OwnKeyword
{
    /// <summary>Rules for an input that its documentation states only in prose.</summary>
    public const string Rules = "x-rules";

    /// <summary>A C# name in place of the one that follows from the wire name.</summary>
    public const string CSharpName = "x-csharp-name";

    /// <summary>The mark of a model that the service no longer has.</summary>
    public const string Retired = "x-retired";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Rules, CSharpName, Retired];
}
