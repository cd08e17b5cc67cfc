namespace SchemaSdk.Files.Downloads;

/// <summary>The form of a file, as far as its first bytes show.</summary>
internal enum BodyForm
{
    /// <summary>More of it is needed.</summary>
    Undecided,

    /// <summary>None of the others.</summary>
    Other,
    Html,

    /// <summary>An image as text, or markup that has one in it.</summary>
    Svg,

    /// <summary>Other markup that is not HTML for certain.</summary>
    Xml,
    Json,
}
