namespace SchemaSdk.Schemas.Keywords;

/// <summary>The keywords that SchemaSdk itself defines, and that patches can add.</summary>
internal static class OwnKeyword
{
    /// <summary>Rules that an input must follow, although the service's schema does not contain them.</summary>
    public const string Rules = "x-rules";

    /// <summary>A C# name that replaces the one derived from the JSON name.</summary>
    public const string CSharpName = "x-csharp-name";

    /// <summary>Marks a model that the service has removed.</summary>
    public const string Retired = "x-retired";

    /// <summary>Facts about a model for human readers, such as its name and its page.</summary>
    public const string Model = "x-model";

    public static IReadOnlyList<string> All { get; } = [Rules, CSharpName, Retired, Model];
}
